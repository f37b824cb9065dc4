import { useCallback, useId, useState } from 'react';
import { defaultChatSettings, type SystemPrompt } from '../../../../main/contract/chat-settings.ts';
import { columnLimits } from '../../../../main/contract/contestants.ts';
import { t } from '../../../i18n/translate.ts';
import { useChatLibrary } from '../../../state/chat/settings/chat-settings-hooks.ts';
import { effectiveOf } from '../../../state/chat/settings/own-settings.ts';
import type { LineUp } from '../../../state/compare/setup/line-up.ts';
import { Button } from '../../../ui/button.tsx';
import { PromptLibraryDialog } from '../../../ui/chat-settings/prompt-library-dialog.tsx';
import { ContestantDialog } from './contestant-dialog.tsx';
import { EntrantRow } from './entrant-row.tsx';
import type { EntrantCommands } from './use-entrant-commands.ts';
import styles from './entrant-list.module.css';

type EntrantListProps = { readonly lineUp: LineUp; readonly commands: EntrantCommands };

/** What lies over the list, and for whom. */
type Open = { readonly key: string; readonly what: 'settings' | 'library' };

/** Who takes part, in order, with a way to one more. */
export function EntrantList({ lineUp, commands }: EntrantListProps) {
  const id = useId();
  const [open, setOpen] = useState<Open | null>(null);
  const close = useCallback(() => setOpen(null), []);
  const defaults = useChatLibrary()?.defaults ?? {};
  const inherited = effectiveOf(defaultChatSettings, defaults);
  const { way, entrants } = lineUp;
  const isFull = entrants.length >= columnLimits.most;
  return (
    <section className={styles.list} aria-labelledby={id}>
      <h3 id={id} className={styles.title}>
        {t('compare-setup.contestants')}
      </h3>
      <ol className={styles.rows}>
        {entrants.map((entrant, place) => (
          <EntrantRow
            key={entrant.key}
            {...{ entrant, place, way, inherited, commands }}
            count={entrants.length}
            onSettings={() => setOpen({ key: entrant.key, what: 'settings' })}
            onLibrary={() => setOpen({ key: entrant.key, what: 'library' })}
          />
        ))}
      </ol>
      <div className={styles.add}>
        <Button icon="plus" disabled={isFull} onClick={commands.add}>
          {t('compare-setup.add')}
        </Button>
        {isFull ? <span className={styles.note}>{t('compare-setup.add-most')}</span> : null}
      </div>
      {open === null ? null : <Over open={open} lineUp={lineUp} commands={commands} onClose={close} />}
    </section>
  );
}

type OverProps = EntrantListProps & { readonly open: Open; readonly onClose: () => void };

function Over({ open, lineUp, commands, onClose }: OverProps) {
  const place = lineUp.entrants.findIndex(({ key }) => key === open.key);
  const setup = lineUp.entrants[place]?.setup;
  if (setup === undefined) return null;
  if (open.what === 'library') {
    const use = ({ text }: SystemPrompt): void => {
      commands.change(open.key, { ...setup, systemPrompt: text });
      onClose();
    };
    return <PromptLibraryDialog onUse={use} onClose={onClose} />;
  }
  return (
    <ContestantDialog
      title={t('compare-setup.contestant', { number: place + 1 })}
      number={place + 1}
      setup={setup}
      doneLabel={t('compare-setup.form-done')}
      onDone={(changed) => {
        commands.change(open.key, changed);
        onClose();
      }}
      onClose={onClose}
    />
  );
}
