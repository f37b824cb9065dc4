import { useEffect, useRef, useState } from 'react';
import type { Comparison, ExportComparisonInput } from '../../../../main/contract/compare.ts';
import type { AppErrorData } from '../../../../main/contract/errors.ts';
import { isCancelled, toAppError } from '../../../api/to-app-error.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { fetchExport } from '../../../state/exchange/fetch-export.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { FormatChoice } from '../../../ui/format-choice.tsx';
import styles from './export.module.css';

type ExportComparisonDialogProps = {
  readonly comparison: Pick<Comparison, 'id' | 'isVeiled'>;
  readonly onClose: () => void;
};
type Choices = Omit<ExportComparisonInput, 'comparisonId'>;

const formats = ['html', 'markdown'] as const;

/** Which form a comparison takes as a file, and what of it. Leaving the dialog gives the export up. */
export function ExportComparisonDialog({ comparison, onClose }: ExportComparisonDialogProps) {
  const [choices, setChoices] = useState<Choices>({ format: 'html', includesFigures: true, includesReasoning: false });
  const change = (changed: Partial<Choices>): void => setChoices((before) => ({ ...before, ...changed }));
  const { isRunning, error, start } = useExport({ ...choices, comparisonId: comparison.id }, onClose);
  return (
    <Dialog
      title={t('compare-export.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button variant="primary" icon="export" disabled={isRunning} onClick={start}>
            {t(isRunning ? 'compare-export.running' : 'compare-export.go')}
          </Button>
        </>
      }
    >
      <FormatChoice
        label={t('compare-export.format')}
        formats={formats.map((value) => ({
          value,
          label: t(`compare-export.${value}`),
          why: t(`compare-export.${value}-why`),
        }))}
        chosen={choices.format}
        onChange={(format) => change({ format })}
      />
      <div className={styles.checks}>
        <label className={styles.check}>
          <Checkbox state={choices.includesFigures} onChange={(includesFigures) => change({ includesFigures })} />
          {t('compare-export.figures')}
        </label>
        <label className={styles.check}>
          <Checkbox state={choices.includesReasoning} onChange={(includesReasoning) => change({ includesReasoning })} />
          {t('compare-export.reasoning')}
        </label>
      </div>
      {comparison.isVeiled ? <p className={styles.why}>{t('compare-export.veiled')}</p> : null}
      {error === null ? null : <ErrorPanel error={error} />}
    </Dialog>
  );
}

/** Has the file written; in a browser its pieces are fetched and saved as a download. */
function useExport(input: ExportComparisonInput, onDone: () => void) {
  const { client, toasts } = useApp();
  const [isRunning, setIsRunning] = useState(false);
  const [error, setError] = useState<AppErrorData | null>(null);
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);
  const run = async (signal: AbortSignal): Promise<void> => {
    const exported = await client.compare.export.mutate(input, { signal });
    if (exported === null) return setIsRunning(false);
    const { exportId, fileName, sizeBytes } = exported;
    if (exportId !== null) await fetchExport(client, { exportId, fileName }, { signal, onProgress: () => undefined });
    toasts.show(t('compare-export.done', { name: fileName, size: sizeBytes }));
    onDone();
  };
  const start = (): void => {
    const { signal } = (controller.current = new AbortController());
    setIsRunning(true);
    setError(null);
    run(signal).catch((failure: unknown) => {
      const told = toAppError(failure);
      if (signal.aborted || isCancelled(told)) return;
      setIsRunning(false);
      setError(told);
    });
  };
  return { isRunning, error, start };
}
