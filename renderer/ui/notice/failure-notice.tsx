import type { ReactNode } from 'react';
import type { AppErrorData } from '../../../main/contract/errors.ts';
import { errorText } from '../../i18n/error-text.ts';
import { classNames } from '../class-names.ts';
import { Icon } from '../icon.tsx';
import styles from './notice.module.css';

type FailureNoticeProps = {
  readonly error: AppErrorData;
  readonly className?: string | undefined;
  /** What can be done about it. */
  readonly children: ReactNode;
};

/** Why a reply fell, where it would stand. Part of what was said, so it is not an alert. */
export function FailureNotice({ error, className, children }: FailureNoticeProps) {
  const { title, explanation, nextStep } = errorText(error);
  return (
    <div className={classNames(styles.panel, className)} role="group" aria-label={title}>
      <Icon name="warning" className={styles.icon} />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        <p className={styles.explanation}>{explanation}</p>
        <p>{nextStep}</p>
        {children}
      </div>
    </div>
  );
}
