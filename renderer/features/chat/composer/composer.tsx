import { useId } from 'react';
import { t } from '../../../i18n/translate.ts';
import { useChatSettings } from '../../../state/chat/settings/chat-settings-hooks.ts';
import { classNames } from '../../../ui/class-names.ts';
import { ComposerBox } from '../../../ui/composer/composer-box.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ContextMeter } from '../context/context-meter.tsx';
import { OverflowPanel } from '../context/overflow-panel.tsx';
import { ComposerBar } from './composer-bar.tsx';
import { ReplyPrefixField } from './reply-prefix-field.tsx';
import { useComposer, type ComposerPlace, type ComposerState } from './use-composer.ts';
import styles from './composer.module.css';

/** Longer names would not fit on one line in the narrowest window; the name stands beneath as well. */
const longestNameInPlaceholder = 36;

function placeholderFor(name: string): string {
  const isShown = name !== '' && name.length <= longestNameInPlaceholder;
  return isShown ? t('chat.message-placeholder-model', { name }) : t('chat.message-placeholder');
}

/** Where messages are written: text, files, model, how full the context is, and one place to send or stop. */
export function Composer(place: ComposerPlace) {
  const { conversationId, projectId, chosen, isBusy, field } = place;
  const { model } = chosen;
  const state = useComposer(place);
  const { draft, counted, focusField } = state;
  const settings = useChatSettings(conversationId, projectId);
  const hintId = useId();
  return (
    <form
      className={classNames(styles.composer, state.sending.choice !== null && styles.asking)}
      onSubmit={state.submit}
    >
      <BeforeSending place={place} state={state} />
      <ComposerBox
        field={field}
        message={state}
        draft={draft}
        use={counted.use}
        label={t('chat.message')}
        hintId={hintId}
        placeholder={placeholderFor(model?.facts.name ?? '')}
        onKeyDown={state.onKeyDown}
      >
        {draft.isPrefixShown ? (
          <ReplyPrefixField
            value={draft.replyPrefix}
            onChange={draft.setReplyPrefix}
            onSubmit={state.submit}
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
          canSend={state.canSend}
          hintId={hintId}
          onAttach={state.attach}
          onBeginReply={() => draft.showPrefix(true)}
          onChoose={state.chooseModel}
        />
      </ComposerBox>
      <div className={styles.under}>
        <ContextMeter use={counted.use} settings={settings} />
        <span id={hintId} className={styles.hint}>
          {t(state.hint)}
        </span>
      </div>
    </form>
  );
}

/** Why the message did not go, or what has to be chosen before it does. */
function BeforeSending({ place, state }: { readonly place: ComposerPlace; readonly state: ComposerState }) {
  const { model } = place.chosen;
  const { draft, sending, focusField } = state;
  const { failure, choice } = sending;
  return (
    <>
      {failure === null ? null : (
        <ErrorPanel
          error={failure}
          onRetry={() => state.submit()}
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
          onClose={() => {
            sending.dismissChoice();
            focusField();
          }}
        />
      )}
    </>
  );
}
