import { useId, useRef, type FormEvent } from 'react';
import { maxMessageLength } from '../../../../main/contract/chat.ts';
import type { ShelfPrompt } from '../../../../main/contract/prompt-shelf.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { nameFrom } from '../../../state/chat/settings/prompt-names.ts';
import { AttachmentChip } from '../../../ui/attachments/attachment-chip.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { UsePrompt } from './use-prompt.tsx';
import { useShelfDraft, type ShelfDraft } from './use-shelf-draft.ts';
import styles from './shelf-pane.module.css';

type ShelfEditorProps = {
  /** Null: one that was never saved. */
  readonly prompt: ShelfPrompt | null;
  readonly onSaved: (id: ShelfPrompt['id']) => void;
  readonly onClose: () => void;
  readonly onDuplicate: (prompt: ShelfPrompt) => void;
  readonly onRemove: (prompt: ShelfPrompt) => void;
};

/** One prompt being read or written. */
export function ShelfEditor({ prompt, onSaved, onClose, onDuplicate, onRemove }: ShelfEditorProps) {
  const app = useApp();
  const draft = useShelfDraft(prompt);
  const canSave = draft.isChanged && draft.text.trim() !== '';
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (canSave) app.attempt(draft.save().then(onSaved));
  };
  return (
    <form className={styles.editor} aria-label={prompt?.title ?? t('shelf.new')} onSubmit={save}>
      <Fields draft={draft} isNew={prompt === null} />
      <Files draft={draft} />
      <div className={styles.actions}>
        {prompt === null ? (
          <Button size="small" variant="quiet" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        ) : (
          <>
            <Button size="small" variant="quiet" onClick={() => onDuplicate(prompt)}>
              {t('shelf.duplicate')}
            </Button>
            <Button size="small" variant="quiet" onClick={() => onRemove(prompt)}>
              {t('shelf.delete')}
            </Button>
          </>
        )}
        <span className={styles.state} role="status">
          {draft.isChanged ? t('shelf.changed') : null}
        </span>
        {prompt === null || draft.isChanged ? null : <UsePrompt prompt={prompt} />}
        <Button type="submit" size="small" variant={draft.isChanged ? 'primary' : 'secondary'} disabled={!canSave}>
          {t('shelf.save')}
        </Button>
      </div>
    </form>
  );
}

function Fields({ draft, isNew }: { readonly draft: ShelfDraft; readonly isNew: boolean }) {
  const id = useId();
  return (
    <>
      <TextField
        label={t('shelf.field-title')}
        placeholder={nameFrom(draft.text)}
        maxLength={200}
        value={draft.title}
        onChange={(event) => draft.setTitle(event.target.value)}
      />
      <div className={styles.textField}>
        <label htmlFor={id} className={styles.label}>
          {t('shelf.field-text')}
        </label>
        <textarea
          id={id}
          className={styles.text}
          aria-describedby={`${id}-why`}
          placeholder={t('shelf.text-placeholder')}
          maxLength={maxMessageLength}
          autoFocus={isNew}
          dir="auto"
          value={draft.text}
          onChange={(event) => draft.setText(event.target.value)}
        />
        <p id={`${id}-why`} className={styles.quiet}>
          {t('shelf.text-why', { example: '{{language}}' })}
        </p>
      </div>
      <TextField
        label={t('shelf.field-tags')}
        hint={t('shelf.tags-hint')}
        maxLength={1000}
        value={draft.tags}
        onChange={(event) => draft.setTags(event.target.value)}
      />
    </>
  );
}

function Files({ draft }: { readonly draft: ShelfDraft }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.files}>
      <Button size="small" icon="attach" onClick={() => input.current?.click()}>
        {t('shelf.add-files')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('shelf.add-files')}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file may be chosen again.
          event.target.value = '';
          if (files.length > 0) draft.addFiles(files);
        }}
      />
      {draft.files.length === 0 ? null : (
        <ul className={styles.fileList} aria-label={t('shelf.files')}>
          {draft.files.map((file) => (
            <li key={file.id}>
              <AttachmentChip attachment={file} onRemove={() => draft.removeFile(file.id)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
