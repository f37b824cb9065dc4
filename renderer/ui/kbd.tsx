import { classNames } from './class-names.ts';
import styles from './kbd.module.css';

type KbdProps = {
  /** One text for each key cap: `['Ctrl', 'K']`. */
  readonly keys: readonly string[];
  readonly tone?: 'plain' | 'inverse';
};

/** A keyboard shortcut drawn as key caps. */
export function Kbd({ keys, tone = 'plain' }: KbdProps) {
  return (
    <span className={classNames(styles.keys, tone === 'inverse' && styles.inverse)}>
      {keys.map((key) => (
        <kbd key={key} className={styles.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
