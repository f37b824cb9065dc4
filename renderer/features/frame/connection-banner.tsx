import { t } from '../../i18n/translate.ts';
import { useConnection } from '../../state/hooks.ts';
import styles from './connection-banner.module.css';

/** Says that the connection was lost, for as long as it is. The screens keep what they last knew. */
export function ConnectionBanner() {
  const isLost = useConnection() === 'lost';
  return (
    <div role="status">
      {isLost ? (
        <div className={styles.banner}>
          <span className={styles.what}>{t('frame.reconnecting')}</span>
          <span className={styles.why}>{t('frame.reconnecting-why')}</span>
        </div>
      ) : null}
    </div>
  );
}
