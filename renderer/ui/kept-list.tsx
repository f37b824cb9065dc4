import type { ReactNode } from 'react';
import styles from './kept-list.module.css';

type KeptItem<Id> = {
  readonly id: Id;
  readonly title: string;
  readonly text: string;
  /** A quiet line of its own. */
  readonly about?: ReactNode;
};

type KeptListProps<Id> = {
  readonly label: string;
  readonly items: readonly KeptItem<Id>[];
  readonly chosenId: string | null;
  readonly onChoose: (id: Id) => void;
};

/** Texts that a person keeps, each by its title and its beginning; the chosen one stands beside the list. */
export function KeptList<Id extends string>({ label, items, chosenId, onChoose }: KeptListProps<Id>) {
  return (
    <ul className={styles.list} aria-label={label}>
      {items.map(({ id, title, text, about }) => (
        <li key={id}>
          <button
            type="button"
            className={styles.item}
            aria-current={id === chosenId ? 'true' : undefined}
            onClick={() => onChoose(id)}
          >
            <span className={styles.title} dir="auto">
              {title}
            </span>
            <span className={styles.excerpt} dir="auto">
              {text.slice(0, 200)}
            </span>
            {about}
          </button>
        </li>
      ))}
    </ul>
  );
}
