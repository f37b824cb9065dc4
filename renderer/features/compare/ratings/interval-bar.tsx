import type { Estimate } from '../../../../main/contract/ratings.ts';
import { placeOnAxis, type ChanceAxis } from '../../../state/compare/ratings/chance.ts';
import { formatPercent } from '../../../i18n/format.ts';
import { logOdds } from '../../../state/compare/ratings/chance.ts';
import styles from './ratings.module.css';

type IntervalBarProps = {
  readonly estimate: Estimate;
  readonly axis: ChanceAxis;
  /** Any CSS colour. */
  readonly colour: string;
};

/** A dot with its interval on the common axis. Decoration: its figures stand beside it. */
export function IntervalBar({ estimate: { value, interval }, axis, colour }: IntervalBarProps) {
  const low = placeOnAxis(interval.low, axis);
  const high = placeOnAxis(interval.high, axis);
  return (
    <span className={styles.track} aria-hidden="true" style={{ color: colour }}>
      {axis.ticks.map((chance) => (
        <span
          key={chance}
          className={chance === 0.5 ? styles.middle : styles.gridLine}
          style={{ insetInlineStart: percent(placeOnAxis(logOdds(chance), axis)) }}
        />
      ))}
      <span className={styles.interval} style={{ insetInlineStart: percent(low), width: percent(high - low) }} />
      <span className={styles.dot} style={{ insetInlineStart: percent(placeOnAxis(value, axis)) }} />
    </span>
  );
}

/** The figures of the axis, above its column. */
export function AxisTicks({ axis }: { readonly axis: ChanceAxis }) {
  return (
    <span className={styles.ticks} aria-hidden="true">
      {axis.ticks.map((chance, index) => (
        <span
          key={chance}
          className={isCrowded(axis, index) ? styles.crowded : undefined}
          style={{ insetInlineStart: percent(placeOnAxis(logOdds(chance), axis)) }}
        >
          {formatPercent(chance)}
        </span>
      ))}
    </span>
  );
}

/** On a long axis the figures next to 50 % touch it where there is little room. */
function isCrowded({ ticks }: ChanceAxis, index: number): boolean {
  return ticks.length > 5 && Math.abs(index - (ticks.length - 1) / 2) === 1;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
