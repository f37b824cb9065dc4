import { useCallback, useEffect, useId, useMemo, type FormEvent, type KeyboardEvent, type RefObject } from 'react';
import type { ContextUseInput } from '../../../../main/contract/context.ts';
import type { Model } from '../../../../main/contract/models.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { attachFiles } from '../../../state/chat/attach-files.ts';
import { useContextUse } from '../../../state/chat/context/context-use.ts';
import type { ConversationPath } from '../../../state/chat/conversation-path.ts';
import { useChatSettings } from '../../../state/chat/settings/chat-settings-hooks.ts';
import { useWrittenDraft } from '../../../state/chat/written-draft.ts';
import { useDroppedText } from '../../../state/dropped-files.ts';
import { useConnection } from '../../../state/hooks.ts';
import { useWantedFocus } from '../../../state/wanted-focus.ts';
import { classNames } from '../../../ui/class-names.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ContextMeter } from '../context/context-meter.tsx';
import { OverflowPanel } from '../context/overflow-panel.tsx';
import type { ChosenModel } from '../use-chosen-model.ts';
import { ComposerBar } from './composer-bar.tsx';
import { DraftFilesRow } from './draft-files-row.tsx';
import { PasteOffer } from './paste-offer.tsx';
import { ReplyPrefixField } from './reply-prefix-field.tsx';
import { sendability } from './send-hint.ts';
import { usePaste } from './use-paste.ts';
import { useSending } from './use-sending.ts';
import styles from './composer.module.css';

type ComposerProps = {
  readonly conversationId: string | null;
  /** Of a chat that has not begun. */
  readonly projectId?: string | null;
  readonly chosen: ChosenModel;
  /** A reply is being written in this conversation. */
  readonly isBusy: boolean;
  /** The conversation as it stands; null for none. */
  readonly path: ConversationPath | null;
  readonly field: RefObject<HTMLTextAreaElement | null>;
};

/** Longer names would not fit on one line in the narrowest window; the name stands beneath as well. */
const longestNameInPlaceholder = 36;

function placeholderFor(name: string): string {
  const isShown = name !== '' && name.length <= longestNameInPlaceholder;
  return isShown ? t('chat.message-placeholder-model', { name }) : t('chat.message-placeholder');
}

/** Where messages are written: text, files, model, how full the context is, and one place to send or stop. */
export function Composer({ conversationId, projectId = null, chosen, isBusy, path, field }: ComposerProps) {
  const app = useApp();
  const draft = useWrittenDraft(conversationId);
  const { text, files, replyPrefix } = draft;
  const model = chosen.model;
  const question = useMemo(
    () =>
      ({
        conversationId,
        projectId,
        modelId: model?.id ?? null,
        upToId: null,
        draft: text,
        replyPrefix,
        attachmentIds: files.map(({ id }) => id),
      }) as ContextUseInput,
    [conversationId, files, model, projectId, replyPrefix, text],
  );
  const counted = useContextUse(question, isBusy ? null : path);
  const settings = useChatSettings(conversationId, projectId);
  const { isSending, failure, choice, ...sending } = useSending(question, counted);
  const { canSend, hint } = sendability({ text, model, connection: useConnection(), isBusy, isSending });
  const hintId = useId();
  const focusField = useCallback(() => field.current?.focus(), [field]);
  const attach = useCallback(
    (added: readonly File[]) => void attachFiles(app, conversationId, added).then(focusField),
    [app, conversationId, focusField],
  );
  const paste = usePaste({ conversationId, text, setText: draft.setText, focusField });
  useDroppedText(attach);
  useEffect(() => {
    // Whoever came here to search keeps the focus in the search field.
    if (conversationId === null && !(document.activeElement instanceof HTMLInputElement)) field.current?.focus();
  }, [conversationId, field]);
  useWantedFocus('composer', field);
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    if (!canSend || model === null) return;
    sending.send(draft, model);
    focusField();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Key code 229: an input method is still deciding what was typed.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  };
  const choose = (next: Model): void => {
    chosen.choose(next);
    // Whoever chose wants to write; the closing menu would keep the focus.
    app.wantedFocus.set('composer');
  };
  const closeChoice = (): void => {
    sending.dismissChoice();
    focusField();
  };
  return (
    <form className={classNames(styles.composer, choice !== null && styles.asking)} onSubmit={submit}>
      {failure === null ? null : (
        <ErrorPanel
          error={failure}
          onRetry={() => submit()}
          onDismiss={sending.dismissFailure}
          className={styles.failure}
        />
      )}
      {choice === null || model === null ? null : (
        <OverflowPanel
          question={choice}
          model={model}
          className={styles.failure}
          onGo={() => {
            sending.go(draft, model);
            focusField();
          }}
          onClose={closeChoice}
        />
      )}
      <div className={styles.box}>
        <PasteOffer paste={paste} />
        <DraftFilesRow files={files} use={counted.use} onRemoved={focusField} />
        <textarea
          ref={field}
          data-composer
          className={styles.text}
          aria-label={t('chat.message')}
          aria-describedby={hintId}
          placeholder={placeholderFor(model?.facts.name ?? '')}
          rows={1}
          dir="auto"
          value={text}
          onChange={(event) => draft.setText(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={paste.onPaste}
        />
        {draft.isPrefixShown ? (
          <ReplyPrefixField
            value={replyPrefix}
            onChange={draft.setReplyPrefix}
            onSubmit={submit}
            onClose={() => {
              draft.showPrefix(false);
              focusField();
            }}
          />
        ) : null}
        <ComposerBar
          conversationId={conversationId}
          model={model}
          isBusy={isBusy}
          canSend={canSend}
          hintId={hintId}
          onAttach={attach}
          onBeginReply={() => draft.showPrefix(true)}
          onChoose={choose}
        />
      </div>
      <div className={styles.under}>
        <span id={hintId} className={styles.hint}>
          {t(hint)}
        </span>
        <ContextMeter use={counted.use} settings={settings} />
      </div>
    </form>
  );
}
