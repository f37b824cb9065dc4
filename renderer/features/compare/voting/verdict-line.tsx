import type { Round } from '../../../../main/contract/compare.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { undoVote } from '../../../state/compare/voting/vote-commands.ts';
import type { VoteChoice } from '../../../state/compare/voting/vote-choices.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { bestWords } from './choice-words.ts';
import { ChoiceName, KeyButton } from './vote-button.tsx';
import { RevealButton } from './reveal-button.tsx';
import { VoteLine } from './vote-line.tsx';
import styles from './voting.module.css';

type VerdictLineProps = { readonly round: Round; readonly choices: readonly VoteChoice[] };

/** The verdict that was given, and how to take it back. */
export function VerdictLine({ round, choices }: VerdictLineProps) {
  const app = useApp();
  const { vote } = round;
  if (vote === null) return null;
  const best = choices.find(({ answerId }) => answerId === vote.bestId);
  return (
    <VoteLine round={round} choices={choices}>
      <span className={styles.verdict}>
        <Icon name="done" size={16} className={styles.done} />
        {best === undefined ? (
          t(vote.outcome === 'tie' ? 'voting.verdict-tie' : 'voting.verdict-all-bad')
        ) : (
          <Best choice={best} />
        )}
      </span>
      {round.isBlind ? <Blindness isBlind={vote.isBlind} /> : null}
      <KeyButton
        keyCap="U"
        variant="quiet"
        label={t('voting.undo-name')}
        onClick={() => app.attempt(undoVote(app, round))}
      >
        {t('voting.undo')}
      </KeyButton>
      {round.isVeiled ? <RevealButton round={round} /> : null}
    </VoteLine>
  );
}

function Best({ choice }: { readonly choice: VoteChoice }) {
  if (choice.name === null) return bestWords(choice);
  return (
    <>
      {t('voting.verdict-best')}
      <ChoiceName choice={choice} />
    </>
  );
}

function Blindness({ isBlind }: { readonly isBlind: boolean }) {
  return (
    <Badge title={t(isBlind ? 'voting.is-blind-why' : 'voting.is-open-why')}>
      {t(isBlind ? 'voting.is-blind' : 'voting.is-open')}
    </Badge>
  );
}
