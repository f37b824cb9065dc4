import { t } from '../../../i18n/translate.ts';
import { classNames } from '../../../ui/class-names.ts';
import styles from './result-list.module.css';

/** Names of the columns, for the eye: each line says its own figures in full. */
export function ResultHead() {
  return (
    <div aria-hidden="true" className={styles.head}>
      <span>{t('discover.column-model')}</span>
      <span className={classNames(styles.number, styles['where-wide'])}>{t('discover.column-parameters')}</span>
      <span className={styles['where-wide']}>{t('discover.column-licence')}</span>
      <span>{t('discover.column-fit')}</span>
      <span className={styles.number}>{t('discover.column-downloads')}</span>
      <span className={classNames(styles.number, styles['where-widest'])}>{t('discover.column-likes')}</span>
      <span className={classNames(styles.number, styles['where-widest'])}>{t('discover.column-updated')}</span>
    </div>
  );
}
