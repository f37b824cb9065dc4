import { t } from '../../../i18n/translate.ts';
import type { SummaryWork } from '../../../state/chat/context/use-summarise.ts';
import { Button } from '../../../ui/button.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import styles from './summary-progress.module.css';

type SummaryProgressProps = { readonly work: SummaryWork; readonly onCancel: () => void };

/** A summary while the model writes it. */
export function SummaryProgress({ work, onCancel }: SummaryProgressProps) {
  const { step, steps, text } = work;
  const words = steps > 1 ? t('context.summarising-step', { step, steps }) : t('context.summarising');
  return (
    <div className={styles.progress}>
      <ProgressBar label={words} fraction={steps > 1 ? (step - 1) / steps : null} />
      <div className={styles.doing}>
        <span>{words}</span>
        <Button size="small" onClick={onCancel}>
          {t('context.summary-cancel')}
        </Button>
      </div>
      {text === '' ? null : (
        <p className={styles.text} dir="auto">
          {text}
        </p>
      )}
    </div>
  );
}
