import { useState } from 'react';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TagFields } from '../../../ui/tag-fields.tsx';
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
      <TagFields label={t('compare-tags.known')} tags={tags} stateOf={isChosen} onChange={change} />
    </Dialog>
  );
}

function isSame(one: string, other: string): boolean {
  return one.toLocaleLowerCase() === other.toLocaleLowerCase();
}
