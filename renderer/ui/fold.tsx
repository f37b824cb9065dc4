import { useId, type ReactNode, type RefObject } from 'react';
import { Icon } from './icon.tsx';
import styles from './fold.module.css';

type FoldProps = {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onTurn: (isOpen: boolean) => void;
  /** At the end of the title's line. */
  readonly summary?: ReactNode;
  readonly toggle?: RefObject<HTMLButtonElement | null> | undefined;
  readonly children: ReactNode;
};

/** A titled part that can be folded away. */
export function Fold({ title, isOpen, onTurn, summary = null, toggle, children }: FoldProps) {
  const id = useId();
  return (
    <div className={styles.fold}>
      <button
        ref={toggle}
        type="button"
        className={styles.toggle}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => onTurn(!isOpen)}
      >
        <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={14} />
        {title}
        {summary === null ? null : <span className={styles.summary}>{summary}</span>}
      </button>
      <div id={id} hidden={!isOpen}>
        {isOpen ? children : null}
      </div>
    </div>
  );
}
