import { useState, type FormEvent } from 'react';
import { tagSchema } from '../../../../main/contract/organise.ts';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from './tags.module.css';

type TagsChooserProps = {
  readonly title: string;
  readonly known: readonly string[];
  readonly chosen: readonly string[];
  /** At once, with each change. */
  readonly onChange: (tags: readonly string[]) => void;
  readonly onClose: () => void;
};

/** Tags of a prompt: what is checked holds at once. */
export function TagsChooser({ title, known, chosen, onChange, onClose }: TagsChooserProps) {
  const [text, setText] = useState('');
  // One that is taken off can be put back while the dialog is open.
  const [opened] = useState(chosen);
  const isChosen = (tag: string): boolean => chosen.some((own) => isSame(own, tag));
  const tags = [...opened, ...known, ...chosen].filter(
    (tag, place, all) => all.findIndex((other) => isSame(other, tag)) === place,
  );
  const change = (tag: string, isSet: boolean): void => {
    const others = chosen.filter((own) => !isSame(own, tag));
    onChange(isSet ? [...others, tag] : others);
  };
  const add = (event: FormEvent): void => {
    event.preventDefault();
    const tag = tagSchema.safeParse(text.replace(/^#/, ''));
    if (!tag.success) return;
    change(tag.data, true);
    setText('');
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('compare-tags.done')}
        </Button>
      }
    >
      <p className={styles.why}>{t('compare-tags.why')}</p>
      <form className={styles.adding} onSubmit={add}>
        <TextField
          label={t('compare-tags.new')}
          className={styles.field}
          value={text}
          maxLength={50}
          autoFocus
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" disabled={text.trim() === ''}>
          {t('compare-tags.add')}
        </Button>
      </form>
      <div role="group" aria-label={t('compare-tags.known')} className={styles.tags}>
        {tags.map((tag) => (
          <label key={tag} className={styles.tag}>
            <Checkbox state={isChosen(tag)} onChange={(isSet) => change(tag, isSet)} />
            <bdi>{tag}</bdi>
          </label>
        ))}
      </div>
    </Dialog>
  );
}

function isSame(one: string, other: string): boolean {
  return one.toLocaleLowerCase() === other.toLocaleLowerCase();
}
