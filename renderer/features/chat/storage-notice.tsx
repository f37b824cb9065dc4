import type { AppErrorData } from '../../../main/contract/errors.ts';
import { errorText } from '../../i18n/error-text.ts';
import { t } from '../../i18n/translate.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './storage-notice.module.css';

/** Words that could not be saved yet: said calmly, because nothing is lost while the app stays open. */
export function StorageNotice({ error }: { readonly error: AppErrorData }) {
  const { title, nextStep } = errorText(error);
  return (
    <div className={styles.notice} role="status">
      <Icon name="warning" className={styles.icon} />
      <p>
        <strong className={styles.title}>{`${title}.`}</strong> {t('chat.storage-trouble')} {nextStep}
      </p>
    </div>
  );
}
