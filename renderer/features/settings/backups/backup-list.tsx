import { useState } from 'react';
import type { Backup } from '../../../../main/contract/backups.ts';
import { formatAgo, formatBytes, formatMoment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { useNow } from '../../../state/use-now.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { holdsWords } from './holds-words.ts';
import styles from './backups.module.css';

type BackupListProps = {
  readonly backups: readonly Backup[];
  readonly onRestore: (backup: Backup) => void;
  readonly onRemove: (backup: Backup) => void;
};

/** More would push the rest of the settings away; somebody who goes back further asks for them. */
const shownAtFirst = 5;

/** Copies, newest first. */
export function BackupList({ backups, onRestore, onRemove }: BackupListProps) {
  const [isWhole, setIsWhole] = useState(false);
  if (backups.length === 0) return <p className={styles.none}>{t('backups.none')}</p>;
  const shown = isWhole ? backups : backups.slice(0, shownAtFirst);
  return (
    <>
      <ul className={styles.list} aria-label={t('backups.list')}>
        {shown.map((backup) => (
          <BackupLine key={backup.id} backup={backup} onRestore={onRestore} onRemove={onRemove} />
        ))}
      </ul>
      {shown.length < backups.length ? (
        <div className={styles.more}>
          <Button size="small" variant="quiet" onClick={() => setIsWhole(true)}>
            {t('backups.show-all', { count: backups.length })}
          </Button>
        </div>
      ) : null}
    </>
  );
}

type BackupLineProps = Omit<BackupListProps, 'backups'> & { readonly backup: Backup };

function BackupLine({ backup, onRestore, onRemove }: BackupLineProps) {
  const nowMs = useNow();
  const { kind, madeAtMs, sizeBytes, holds } = backup;
  const when = formatMoment(madeAtMs);
  return (
    <li className={styles.line}>
      <div>
        <p className={styles.when}>
          <span>{when}</span>
          <span className={styles.kind}>{t(`backups.kind-${kind}`)}</span>
        </p>
        <p className={styles.holds}>
          {[formatAgo(madeAtMs, nowMs), ...holdsWords(holds), formatBytes(sizeBytes)].join(' · ')}
        </p>
      </div>
      <div className={styles.buttons}>
        {holds === null ? null : (
          <Button size="small" aria-label={t('backups.restore-of', { when })} onClick={() => onRestore(backup)}>
            {t('backups.restore')}
          </Button>
        )}
        <IconButton
          size="small"
          icon="remove"
          label={t('backups.remove-of', { when })}
          onClick={() => onRemove(backup)}
        />
      </div>
    </li>
  );
}
