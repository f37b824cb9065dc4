import { memo, useRef } from 'react';
import type { Message, ReplyPhase } from '../../../../main/contract/chat.ts';
import { t } from '../../../i18n/translate.ts';
import { useEdit } from '../../../state/chat/open-edits.ts';
import { classNames } from '../../../ui/class-names.ts';
import { Icon } from '../../../ui/icon.tsx';
import { ContextNote } from '../context/context-note.tsx';
import { ReplyText } from '../structure/reply-text.tsx';
import type { MessageCommands } from './message-commands.ts';
import { MessageEditor } from './message-editor.tsx';
import { PhaseLine } from '../../../ui/reply/phase-line.tsx';
import { Reasoning } from '../../../ui/reply/reasoning.tsx';
import { ReplyFooter } from './reply-footer.tsx';
import { ReplyNotice } from './reply-notice.tsx';
import { UnsavedEdit } from './unsaved-edit.tsx';
import { useFocusBack } from './use-focus-back.ts';
import styles from './reply.module.css';

type ReplyProps = {
  readonly message: Message;
  /** Null once the reply has ended. */
  readonly phase: ReplyPhase | null;
  readonly isLast: boolean;
  /** While a reply is being written, this conversation cannot regenerate or change branch. */
  readonly isBusy: boolean;
  readonly commands: MessageCommands;
};

/** A model's reply: its thoughts, its text, how it ended, and what can be done with it. */
export const Reply = memo(function Reply({ message, phase, isLast, isBusy, commands }: ReplyProps) {
  const name = message.modelName ?? t('chat.unknown-model');
  const isStreaming = message.status === 'streaming';
  const isThinking = isStreaming && message.reasoning !== '' && message.text === '';
  const { isOpen, unsaved } = useEdit(message.id);
  const isEditing = isOpen && !isStreaming;
  const article = useRef<HTMLElement>(null);
  useFocusBack(isEditing, article);
  return (
    <article ref={article} className={styles.reply} aria-labelledby={`reply-${message.id}`} aria-busy={isStreaming}>
      <header className={styles.head}>
        <h2 id={`reply-${message.id}`} className={styles.name} aria-label={t('chat.reply-from', { name })}>
          <bdi>{name}</bdi>
        </h2>
        <GivenNote message={message} />
        {message.rating === null ? null : <Icon name={`thumb-${message.rating}`} size={13} className={styles.rated} />}
      </header>
      {message.reasoning === '' ? null : (
        <Reasoning
          key={`${message.id}-thoughts`}
          text={message.reasoning}
          isThinking={isThinking}
          stats={isStreaming ? null : message.stats}
        />
      )}
      {isEditing ? <MessageEditor key={message.id} message={message} isBusy={isBusy} commands={commands} /> : null}
      {isEditing || message.text === '' ? null : <ReplyText key={message.id} message={message} />}
      {isStreaming && message.text === '' && !isThinking ? <PhaseLine phase={phase} modelName={name} /> : null}
      {isStreaming || isEditing ? null : (
        <ReplyNotice
          message={message}
          isBusy={isBusy}
          isLast={isLast}
          onRetry={() => commands.regenerate(message.id)}
          onContinue={() => commands.continueReply(message.id)}
        />
      )}
      {isStreaming ? null : <ContextNote message={message} />}
      {unsaved === null || isEditing ? null : <UnsavedEdit message={message} commands={commands} />}
      <div className={classNames(styles.foot, isLast && styles.last)}>
        {isStreaming || isEditing ? null : (
          <ReplyFooter message={message} isBusy={isBusy} isLast={isLast} commands={commands} />
        )}
      </div>
    </article>
  );
});

/** Whose words a reply has, where they are not all the model's. */
function GivenNote({ message: { givenLength, text, status } }: { readonly message: Message }) {
  if (givenLength === 0) return null;
  const isWhole = givenLength >= text.length && status !== 'streaming';
  return <span className={styles.given}>{t(isWhole ? 'message.edited' : 'message.begun')}</span>;
}
