import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { tagSchema } from '../../main/contract/organise.ts';
import { t } from '../i18n/translate.ts';
import { Button } from './button.tsx';
import { Checkbox } from './checkbox.tsx';
import { TextField } from './text-field.tsx';
import styles from './tag-fields.module.css';

type TagFieldsProps = {
  /** Says which tags are offered. */
  readonly label: string;
  readonly tags: readonly string[];
  /** `mixed`: of several things, some have it. */
  readonly stateOf: (tag: string) => boolean | 'mixed';
  /** Also with a tag that is new. */
  readonly onChange: (tag: string, isSet: boolean) => void;
  /** Between the new tag and the others. */
  readonly children?: ReactNode;
};

/** A field for a new tag, and every tag to check. What is checked holds at once. */
export function TagFields({ label, tags, stateOf, onChange, children }: TagFieldsProps) {
  const [text, setText] = useState('');
  const add = (): void => {
    const tag = tagSchema.safeParse(text.replace(/^#/, ''));
    if (!tag.success) return;
    onChange(tag.data, true);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add();
  };
  return (
    <>
      {/* Not a form: it may stand inside a composer's, and a form within a form is never heard. */}
      <div className={styles.adding}>
        <TextField
          label={t('ui.new-tag')}
          className={styles.field}
          value={text}
          maxLength={50}
          autoFocus
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <Button onClick={add} disabled={text.trim() === ''}>
          {t('ui.add-tag')}
        </Button>
      </div>
      {children}
      <div role="group" aria-label={label} className={styles.tags}>
        {tags.map((tag) => (
          <label key={tag} className={styles.tag}>
            <Checkbox state={stateOf(tag)} onChange={(isSet) => onChange(tag, isSet)} />
            <bdi className={styles.name}>{tag}</bdi>
          </label>
        ))}
      </div>
    </>
  );
}
