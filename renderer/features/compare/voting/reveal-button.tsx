import type { Round } from '../../../../main/contract/compare.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { KeyButton } from './vote-button.tsx';

/** Has the names of a round come out. */
export function RevealButton({ round }: { readonly round: Pick<Round, 'id' | 'vote'> }) {
  const { client, attempt } = useApp();
  return (
    <KeyButton
      keyCap="R"
      variant="quiet"
      title={round.vote === null ? t('voting.reveal-why') : ''}
      onClick={() => attempt(client.compare.reveal.mutate({ roundId: round.id }))}
    >
      {t('voting.reveal')}
    </KeyButton>
  );
}
