import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { maxMessageLength, type Message } from '../../../../main/contract/chat.ts';
import type { AppErrorData } from '../../../../main/contract/errors.ts';
import { toAppError } from '../../../api/to-app-error.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { useChatSession } from '../../../state/chat/chat-hooks.ts';
import { readEdit, writeEdit } from '../../../state/chat/open-edits.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { AttachmentChip } from '../../../ui/attachments/attachment-chip.tsx';
import type { MessageCommands } from './message-commands.ts';
import styles from './message-editor.module.css';

type MessageEditorProps = {
  readonly message: Message;
  readonly isBusy: boolean;
  readonly commands: MessageCommands;
};

/** A message's words in a field in their own place. What is typed is kept from the first letter on, saved or not. */
export function MessageEditor({ message, isBusy, commands }: MessageEditorProps) {
  const { drafts } = useChatSession();
  const [text, setText] = useState(() => readEdit(drafts.get(), message.id) ?? message.text);
  const [files, setFiles] = useState(message.attachments);
  const { isSaving, failure, save } = useSave(message, commands);
  const hintId = useId();
  const isReply = message.role === 'assistant';
  const canSave = text.trim() !== '' && !isBusy && !isSaving;
  const canAnswer = canSave && commands.canAnswer && (!isReply || message.parentId !== null);
  const submit = (isAnswered: boolean): void => {
    if (isAnswered ? canAnswer : canSave) save({ text, isAnswered, attachmentIds: files.map(({ id }) => id) });
  };
  const change = (value: string): void => {
    setText(value);
    writeEdit(drafts, message, value);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') {
      // The field's own: it does not stop a reply that is being written.
      event.preventDefault();
      commands.closeEdit(message);
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit(!isReply);
    }
  };
  return (
    <div className={styles.editor}>
      <EditField
        label={t(isReply ? 'message.edit-reply-field' : 'message.edit-field')}
        hintId={hintId}
        text={text}
        onChange={change}
        onKeyDown={onKeyDown}
      />
      {files.length === 0 ? null : (
        <div className={styles.files}>
          {files.map((file) => (
            <AttachmentChip
              key={file.id}
              attachment={file}
              onRemove={() => setFiles(files.filter(({ id }) => id !== file.id))}
            />
          ))}
        </div>
      )}
      {failure === null ? null : <ErrorPanel error={failure} />}
      <div className={styles.foot}>
        <p id={hintId} className={styles.hint}>
          <Hint isBusy={isBusy} isEmpty={text.trim() === ''} isReply={isReply} />
        </p>
        <div className={styles.buttons}>
          <Button size="small" variant="quiet" onClick={() => commands.closeEdit(message)}>
            {t('ui.cancel')}
          </Button>
          <Button
            size="small"
            variant={isReply ? 'primary' : 'secondary'}
            aria-disabled={!canSave}
            onClick={() => submit(false)}
          >
            {t('message.edit-save')}
          </Button>
          <Button
            size="small"
            variant={isReply ? 'secondary' : 'primary'}
            aria-disabled={!canAnswer}
            onClick={() => submit(true)}
          >
            {t(isReply ? 'message.edit-go-on' : 'message.edit-answer')}
          </Button>
        </div>
      </div>
    </div>
  );
}

type EditFieldProps = {
  readonly label: string;
  readonly hintId: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
};

function EditField({ label, hintId, text, onChange, onKeyDown }: EditFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const { current } = field;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);
  return (
    <textarea
      ref={field}
      className={styles.field}
      aria-label={label}
      aria-describedby={hintId}
      dir="auto"
      maxLength={maxMessageLength}
      value={text}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={onKeyDown}
    />
  );
}

type HintProps = { readonly isBusy: boolean; readonly isEmpty: boolean; readonly isReply: boolean };

function Hint({ isBusy, isEmpty, isReply }: HintProps) {
  const { keyboard } = useApp();
  const keys = keyboard.isMac ? '⌘↩' : 'Ctrl+Enter';
  if (isBusy) return t('message.edit-busy');
  if (isEmpty) return t('message.edit-empty');
  return isReply ? t('message.edit-hint-reply', { keys }) : t('message.edit-hint', { keys });
}

function useSave(message: Message, commands: MessageCommands) {
  const [isSaving, setIsSaving] = useState(false);
  const [failure, setFailure] = useState<AppErrorData | null>(null);
  const save = (edit: Parameters<MessageCommands['saveEdit']>[1]): void => {
    setIsSaving(true);
    setFailure(null);
    commands
      .saveEdit(message, edit)
      .catch((error: unknown) => setFailure(toAppError(error)))
      .finally(() => setIsSaving(false));
  };
  return { isSaving, failure, save };
}
