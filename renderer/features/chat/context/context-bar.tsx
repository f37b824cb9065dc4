import type { ContextUse } from '../../../../main/contract/context.ts';
import { classNames } from '../../../ui/class-names.ts';
import { contextParts, contextState } from './context-parts.ts';
import styles from './context-bar.module.css';

type ContextBarProps = {
  readonly use: ContextUse;
  readonly contextSize: number;
  readonly size?: 'thin' | 'thick';
};

/** What the next message takes of the context. Decoration: the figures stand beside it. */
export function ContextBar({ use, contextSize, size = 'thin' }: ContextBarProps) {
  const parts = contextParts(use);
  const whole = Math.max(
    contextSize,
    parts.reduce((sum, { tokens }) => sum + tokens, 0),
  );
  return (
    <span
      className={classNames(styles.bar, size === 'thick' && styles.thick)}
      data-state={contextState(use, contextSize)}
      aria-hidden="true"
    >
      {parts.map(({ kind, tokens }) =>
        tokens === 0 ? null : (
          <span key={kind} className={styles[kind]} style={{ width: `${((tokens / whole) * 100).toFixed(2)}%` }} />
        ),
      )}
    </span>
  );
}
