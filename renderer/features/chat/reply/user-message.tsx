import { memo, useRef, useState } from 'react';
import type { Message } from '../../../../main/contract/chat.ts';
import { formatMoment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { useEdit } from '../../../state/chat/open-edits.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { visibleText } from '../../../ui/markdown/visible-text.tsx';
import { AttachmentChip } from '../../../ui/attachments/attachment-chip.tsx';
import type { MessageCommands } from './message-commands.ts';
import { MessageEditor } from './message-editor.tsx';
import { MessageMenu } from './message-menu.tsx';
import { SiblingNavigator } from '../../../ui/reply/sibling-navigator.tsx';
import { UnsavedEdit } from './unsaved-edit.tsx';
import { useFocusBack } from './use-focus-back.ts';
import styles from './user-message.module.css';

const longLines = 16;
const longLength = 1_600;

type UserMessageProps = {
  readonly message: Message;
  /** Nothing follows it: it waits for an answer. */
  readonly isLast: boolean;
  readonly isBusy: boolean;
  readonly commands: MessageCommands;
};

/** What the person wrote, exactly as written, and what can be done with it. */
export const UserMessage = memo(function UserMessage({ message, isLast, isBusy, commands }: UserMessageProps) {
  const { isOpen, unsaved } = useEdit(message.id);
  const article = useRef<HTMLElement>(null);
  useFocusBack(isOpen, article);
  return (
    <article ref={article} aria-labelledby={`said-${message.id}`}>
      <h2 id={`said-${message.id}`}>
        <VisuallyHidden>{t('chat.you-said')}</VisuallyHidden>
      </h2>
      {isOpen ? (
        <MessageEditor key={message.id} message={message} isBusy={isBusy} commands={commands} />
      ) : (
        <div className={styles.message}>
          <Bubble message={message} />
          <div className={styles.actions}>
            <UserActions message={message} isLast={isLast} isBusy={isBusy} commands={commands} />
          </div>
        </div>
      )}
      {unsaved === null || isOpen ? null : (
        <div className={styles.beneath}>
          <UnsavedEdit message={message} commands={commands} />
        </div>
      )}
      {isLast && !isBusy && !isOpen ? <Unanswered message={message} commands={commands} /> : null}
    </article>
  );
});

/** Long texts are folded. */
function Bubble({ message }: Pick<UserMessageProps, 'message'>) {
  const [isWhole, setIsWhole] = useState(false);
  const folded = foldText(message.text);
  const shown = isWhole || folded === null ? message.text : folded;
  return (
    <div className={styles.bubble} title={formatMoment(message.createdAtMs)}>
      {message.attachments.length === 0 ? null : (
        <div className={styles.files}>
          {message.attachments.map((attachment) => (
            <AttachmentChip key={attachment.id} attachment={attachment} />
          ))}
        </div>
      )}
      <p className={styles.text} dir="auto">
        {visibleText(shown, 'prose')}
      </p>
      {folded === null ? null : (
        <Button size="small" variant="quiet" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {t(isWhole ? 'chat.show-less' : 'chat.show-whole')}
        </Button>
      )}
    </div>
  );
}

function UserActions({ message, isLast, isBusy, commands }: UserMessageProps) {
  return (
    <>
      <SiblingNavigator
        id={message.id}
        siblingIds={message.siblingIds}
        isDisabled={isBusy}
        onSelect={commands.selectBranch}
      />
      <CopyButton label={t('chat.copy-message')} text={() => message.text} />
      <IconButton
        data-edit
        size="small"
        icon="rename"
        label={t('message.edit')}
        onClick={() => commands.edit(message)}
      />
      <MessageMenu message={message} isBusy={isBusy} isLast={isLast} commands={commands} />
    </>
  );
}

function Unanswered({ message, commands }: Pick<UserMessageProps, 'message' | 'commands'>) {
  return (
    <div className={styles.beneath}>
      <span className={styles.note}>{t('message.unanswered')}</span>
      <Button size="small" icon="play" disabled={!commands.canAnswer} onClick={() => commands.regenerate(message.id)}>
        {t('message.answer')}
      </Button>
    </div>
  );
}

/** The beginning of a text that is too long to stand in the way; null when it is short enough. */
function foldText(text: string): string | null {
  const lines = text.split('\n', longLines + 1);
  if (lines.length <= longLines && text.length <= longLength) return null;
  return `${lines.slice(0, longLines).join('\n').slice(0, longLength)}…`;
}
