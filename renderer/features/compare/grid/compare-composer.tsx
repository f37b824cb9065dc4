import { useId, type RefObject } from 'react';
import type { Comparison, Round } from '../../../../main/contract/compare.ts';
import { compareDraftKey } from '../../../../main/contract/drafts.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { useShortcutCaps } from '../../../state/hooks.ts';
import { DraftFilesRow } from '../../../ui/attachments/draft-files-row.tsx';
import { PasteOffer } from '../../../ui/attachments/paste-offer.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { TagsButton } from '../tags/tags-button.tsx';
import { AttachButton } from './attach-button.tsx';
import { ShelfButton } from './shelf-button.tsx';
import { useCompareComposer, type CompareComposerState } from './use-compare-composer.ts';
import styles from './compare-composer.module.css';

type CompareComposerProps = {
  readonly comparison: Comparison;
  readonly rounds: readonly Round[];
  readonly field: RefObject<HTMLTextAreaElement | null>;
};

/** One prompt for every contestant: text, files, and one place to send or stop. */
export function CompareComposer({ comparison, rounds, field }: CompareComposerProps) {
  const state = useCompareComposer({ comparison, rounds, field });
  const { draft, paste, failure, focusField } = state;
  const hintId = useId();
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
      <div className={styles.box}>
        <PasteOffer paste={paste} />
        <DraftFilesRow files={draft.files} use={null} onRemoved={focusField} />
        <textarea
          ref={field}
          data-composer
          className={styles.text}
          aria-label={t('compare.message')}
          aria-describedby={hintId}
          placeholder={t('compare.message-placeholder', { count: comparison.columnCount })}
          rows={1}
          dir="auto"
          value={draft.text}
          onChange={(event) => draft.setText(event.target.value)}
          onKeyDown={state.onKeyDown}
          onPaste={paste.onPaste}
        />
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
          <SendOrStop state={state} hintId={hintId} />
        </div>
      </div>
    </form>
  );
}

function SendOrStop({ state, hintId }: { readonly state: CompareComposerState; readonly hintId: string }) {
  const app = useApp();
  const stopKeys = useShortcutCaps('compare.stop');
  const { running } = state;
  if (running === null) {
    return (
      <IconButton
        key="send"
        type="submit"
        variant="solid"
        icon="arrow-up"
        label={t('compare.send')}
        tooltipSide="top"
        aria-disabled={!state.canSend}
        aria-describedby={hintId}
      />
    );
  }
  return (
    <IconButton
      key="stop"
      variant="solid"
      icon="stop"
      className={styles.stop}
      label={t('compare.stop-round')}
      keys={stopKeys}
      tooltipSide="top"
      onClick={() => app.attempt(app.client.compare.stopRound.mutate({ roundId: running.id }))}
    />
  );
}
