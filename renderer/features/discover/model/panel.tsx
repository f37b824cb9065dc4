import { useId, type ReactNode } from 'react';
import { classNames } from '../../../ui/class-names.ts';
import styles from './panel.module.css';

type PanelProps = {
  readonly title: string;
  /** At the end of the title's line. */
  readonly trailing?: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

/** A titled part of the page. */
export function Panel({ title, trailing, className, children }: PanelProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classNames(styles.panel, className)}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {trailing}
      </div>
      {children}
    </section>
  );
}
