import { useState } from 'react';
import { t } from '../../../i18n/translate.ts';
import { useKnownTags } from '../../../state/compare/round-tags.ts';
import { Icon } from '../../../ui/icon.tsx';
import { TagsChooser } from './tags-chooser.tsx';
import styles from './tags.module.css';

type TagsButtonProps = {
  /** Says whose tags they are. */
  readonly title: string;
  readonly chosen: readonly string[];
  /** Others of the comparison. */
  readonly others: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
};

/** The tags of a prompt, and a press to change them: ratings are told apart by them. */
export function TagsButton({ title, chosen, others, onChange }: TagsButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const known = useKnownTags(others);
  return (
    <>
      <button type="button" className={styles.button} aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        <Icon name="tag" size={14} />
        <span className={styles.words}>{chosen.length === 0 ? t('compare-tags.none') : chosen.join(', ')}</span>
      </button>
      {isOpen ? (
        <TagsChooser title={title} known={known} chosen={chosen} onChange={onChange} onClose={() => setIsOpen(false)} />
      ) : null}
    </>
  );
}
