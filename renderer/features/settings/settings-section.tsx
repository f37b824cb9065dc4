import { useId, type ReactNode } from 'react';
import styles from './settings-section.module.css';

/** A titled card of rows. */
export function SettingsSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      <div className={styles.card}>{children}</div>
    </section>
  );
}

type SettingsRowProps = {
  readonly label: string;
  readonly why?: string;
  readonly whyId?: string;
  /** The control. */
  readonly children: ReactNode;
};

export function SettingsRow({ label, why, whyId, children }: SettingsRowProps) {
  return (
    <div className={styles.row}>
      <div>
        <div className={styles.label}>{label}</div>
        {why === undefined ? null : (
          <p id={whyId} className={styles.why}>
            {why}
          </p>
        )}
      </div>
      {children}
    </div>
  );
}
