import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import styles from './setting-frame.module.css';

export type SettingFrameProps = {
  /** Prefix of the ids of its explanation (`-why`) and its error (`-error`). */
  readonly id: string;
  readonly name: string;
  /** One honest line. */
  readonly why: ReactNode;
  /** Somebody chose it: it is marked, and there is a way back. */
  readonly isOwn: boolean;
  readonly resetLabel: string;
  readonly onReset: () => void;
  readonly error?: string | null;
  /** The control beside the name. */
  readonly control?: ReactNode;
  /** Below both, over the whole width. */
  readonly children?: ReactNode;
};

/** One setting: its name, its control, what it does, a way back and what is wrong with it. */
export function SettingFrame(props: SettingFrameProps) {
  const { id, name, why, isOwn, resetLabel, onReset, error = null, control, children } = props;
  return (
    <div className={styles.setting} role="group" aria-labelledby={`${id}-name`}>
      <div className={styles.head}>
        <span id={`${id}-name`} className={classNames(styles.name, isOwn && styles.own)}>
          {name}
        </span>
        {isOwn ? <IconButton size="small" icon="regenerate" label={resetLabel} onClick={onReset} /> : null}
        <span className={styles.control}>{control}</span>
      </div>
      {children}
      {error === null ? null : (
        <p id={`${id}-error`} role="alert" className={styles.error}>
          {error}
        </p>
      )}
      <p id={`${id}-why`} className={styles.why}>
        {why}
      </p>
    </div>
  );
}
