import type { Estimate } from '../../../../main/contract/ratings.ts';
import { formatPercent } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { chances } from '../../../state/compare/ratings/chance.ts';
import styles from './ratings.module.css';

/** `62 %  51–72 %`, for eyes; say it in words beside it. */
export function EstimateText({ estimate }: { readonly estimate: Estimate }) {
  const { chance, low, high } = chances(estimate);
  const interval = t('ratings.interval', { low: formatPercent(low).replace(/\s?%$/, ''), high: formatPercent(high) });
  return (
    <span className={styles.estimate} aria-hidden="true">
      <span className={styles.value}>{formatPercent(chance)}</span>
      <span className={styles.range}>{interval}</span>
    </span>
  );
}
