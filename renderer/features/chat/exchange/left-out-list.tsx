import type { LeftOut } from '../../../../main/contract/exchange.ts';
import { t } from '../../../i18n/translate.ts';
import styles from './exchange.module.css';

/** What is not taken along, by reason; nothing when all of it is. */
export function LeftOutList({ leftOut }: { readonly leftOut: readonly LeftOut[] }) {
  if (leftOut.length === 0) return null;
  return (
    <div className={styles['left-out']}>
      <p>{t('left-out.title')}</p>
      <ul aria-label={t('left-out.title')}>
        {leftOut.map(({ reason, count }) => (
          <li key={reason}>{t(`left-out.${reason}`, { count })}</li>
        ))}
      </ul>
    </div>
  );
}
