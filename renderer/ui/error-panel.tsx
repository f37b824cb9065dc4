import type { ReactNode } from 'react';
import type { AppErrorData } from '../../main/contract/errors.ts';
import { errorText } from '../i18n/error-text.ts';
import { t } from '../i18n/translate.ts';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import { Icon } from './icon.tsx';
import styles from './error-panel.module.css';

type ErrorPanelProps = {
  readonly error: AppErrorData;
  /** Shown as “Try again”; leave it out when trying again cannot help. */
  readonly onRetry?: (() => void) | undefined;
  readonly onDismiss?: (() => void) | undefined;
  /** Other buttons that help. */
  readonly actions?: ReactNode;
  readonly tone?: 'bad' | 'caution';
  readonly className?: string | undefined;
};

/** What happened, why, and the button that helps. Announced when it appears. */
export function ErrorPanel({ error, onRetry, onDismiss, actions, tone = 'bad', className }: ErrorPanelProps) {
  const words = errorText(error);
  const hasActions = onRetry !== undefined || actions !== undefined;
  return (
    <div role="alert" className={classNames(styles.panel, tone === 'caution' && styles.caution, className)}>
      <Icon name="warning" className={styles.icon} />
      <div className={styles.words}>
        <p className={styles.title}>{words.title}</p>
        <p className={styles.explanation}>{words.explanation}</p>
        <p className={styles.next}>{words.nextStep}</p>
        {hasActions ? (
          <div className={styles.actions}>
            {onRetry === undefined ? null : (
              <Button size="small" onClick={onRetry}>
                {t('ui.retry')}
              </Button>
            )}
            {actions}
          </div>
        ) : null}
      </div>
      {onDismiss === undefined ? null : (
        <IconButton size="small" icon="close" label={t('ui.dismiss')} onClick={onDismiss} className={styles.dismiss} />
      )}
    </div>
  );
}
