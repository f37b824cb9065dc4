import type { ReactNode } from 'react';
import { RenameField } from './rename-field.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';
import styles from './title-header.module.css';

type Renaming = {
  /** What the field begins with. */
  readonly title: string;
  readonly onRename: (title: string) => void;
  readonly onDone: () => void;
};

type TitleHeaderProps = {
  readonly before?: ReactNode;
  readonly title: string;
  /** Null while nobody renames it. */
  readonly renaming: Renaming | null;
  /** Controls at the end. */
  readonly children?: ReactNode;
};

/** The bar above something that a person names: its title, or the field that changes it, and what can be done with it. */
export function TitleHeader({ before, title, renaming, children }: TitleHeaderProps) {
  return (
    <header className={styles.header} data-drag-region>
      {before}
      {renaming === null ? (
        <h1 className={styles.title} title={title} dir="auto">
          {title}
        </h1>
      ) : (
        <div className={styles.rename}>
          <h1>
            <VisuallyHidden>{title}</VisuallyHidden>
          </h1>
          <RenameField {...renaming} />
        </div>
      )}
      {children}
    </header>
  );
}
