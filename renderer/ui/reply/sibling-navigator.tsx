import { t } from '../../i18n/translate.ts';
import { IconButton } from '../icon-button.tsx';
import styles from './sibling-navigator.module.css';

type SiblingNavigatorProps = {
  readonly id: string;
  /** Oldest first. */
  readonly siblingIds: readonly string[];
  readonly isDisabled: boolean;
  readonly onSelect: (id: string) => void;
};

/** Goes through the versions of a message; nothing when there is only one. */
export function SiblingNavigator({ id, siblingIds, isDisabled, onSelect }: SiblingNavigatorProps) {
  if (siblingIds.length < 2) return null;
  const index = siblingIds.indexOf(id);
  const previous = siblingIds[index - 1];
  const next = siblingIds[index + 1];
  // Not `disabled`: at the last version the button under the finger would lose the focus.
  const select = (target: string | undefined): void => {
    if (target !== undefined && !isDisabled) onSelect(target);
  };
  return (
    <div className={styles.navigator} role="group" aria-label={t('chat.versions')}>
      <IconButton
        size="small"
        icon="chevron-left"
        label={t('chat.previous-version')}
        aria-disabled={isDisabled || previous === undefined}
        onClick={() => select(previous)}
      />
      <span className={styles.count}>{t('chat.version-of', { index: index + 1, count: siblingIds.length })}</span>
      <IconButton
        size="small"
        icon="chevron-right"
        label={t('chat.next-version')}
        aria-disabled={isDisabled || next === undefined}
        onClick={() => select(next)}
      />
    </div>
  );
}
