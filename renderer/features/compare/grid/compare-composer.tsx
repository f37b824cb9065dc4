import { useId, type RefObject } from 'react';
import type { Comparison, Round } from '../../../../main/contract/compare.ts';
import { compareDraftKey } from '../../../../main/contract/drafts.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { useShortcutCaps } from '../../../state/hooks.ts';
import { classNames } from '../../../ui/class-names.ts';
import { ComposerBox } from '../../../ui/composer/composer-box.tsx';
import { SendOrStop } from '../../../ui/composer/send-or-stop.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { TagsButton } from '../tags/tags-button.tsx';
import { AttachButton } from './attach-button.tsx';
import { ShelfButton } from './shelf-button.tsx';
import { useCompareComposer } from './use-compare-composer.ts';
import styles from './compare-composer.module.css';

type CompareComposerProps = {
  readonly comparison: Comparison;
  readonly rounds: readonly Round[];
  readonly field: RefObject<HTMLTextAreaElement | null>;
};

/** One prompt for every contestant: text, files, and one place to send or stop. */
export function CompareComposer({ comparison, rounds, field }: CompareComposerProps) {
  const state = useCompareComposer({ comparison, rounds, field });
  const { draft, running, failure, focusField } = state;
  const app = useApp();
  const stopKeys = useShortcutCaps('compare.stop');
  const hintId = useId();
  const stop = (): void => {
    if (running !== null) app.attempt(app.client.compare.stopRound.mutate({ roundId: running.id }));
  };
  return (
    <form className={styles.composer} onSubmit={state.submit}>
      {failure === null ? null : (
        <ErrorPanel
          className={styles.failure}
          error={failure}
          onRetry={() => state.submit()}
          onDismiss={state.dismissFailure}
        />
      )}
      <ComposerBox
        className={styles.box}
        field={field}
        message={state}
        draft={draft}
        use={null}
        label={t('compare.message')}
        hintId={hintId}
        placeholder={t('compare.message-placeholder', { count: comparison.columnCount })}
        onKeyDown={state.onKeyDown}
      >
        <div className={styles.bar}>
          <AttachButton onFiles={state.attach} />
          <ShelfButton draftKey={compareDraftKey(comparison.id)} onPicked={focusField} />
          <TagsButton
            title={t('compare-tags.next')}
            chosen={state.tags}
            others={rounds.flatMap(({ tags }) => tags)}
            onChange={state.setTags}
          />
          <span id={hintId} className={classNames(styles.hint, state.hint === 'compare.hint-keys' && styles.keys)}>
            {t(state.hint)}
          </span>
          <SendOrStop
            isBusy={running !== null}
            canSend={state.canSend}
            hintId={hintId}
            sendLabel={t('compare.send')}
            stopLabel={t('compare.stop-round')}
            stopKeys={stopKeys}
            onStop={stop}
          />
        </div>
      </ComposerBox>
    </form>
  );
}
