import { useState } from 'react';
import { projectIdSchema, type ProjectId } from '../../../../main/contract/ids.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ImportChoice } from './import-choice.tsx';
import { ImportSummary } from './import-summary.tsx';
import { ProgressLine } from './progress-line.tsx';
import { KeptFooter } from './kept-footer.tsx';
import type { Import } from './run-import.ts';
import { useImport, type ImportCommands } from './use-import.ts';
import styles from './exchange.module.css';

/** Conversations out of files: chosen, looked at, then taken. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const { state, commands } = useImport();
  const [projectId, setProjectId] = useState<ProjectId | null>(null);
  return (
    <Dialog
      title={t('import.title')}
      width="wide"
      onClose={onClose}
      footer={
        <KeptFooter stage={state.status}>
          <Footer state={state} commands={commands} onTake={() => commands.take(projectId)} onClose={onClose} />
        </KeptFooter>
      }
    >
      <div className={styles.body}>
        {state.status === 'choosing' ? <ImportChoice commands={commands} /> : null}
        {state.status === 'reading' ? (
          <ProgressLine
            label={t(state.isUploading ? 'import.uploading' : 'import.reading')}
            fraction={state.fraction}
          />
        ) : null}
        {state.status === 'ready' ? (
          <ImportSummary
            preview={state.preview}
            projectId={projectId}
            onProject={(id) => setProjectId(id === '' ? null : projectIdSchema.parse(id))}
          />
        ) : null}
        {state.status === 'taking' ? (
          <>
            <ProgressLine label={t('import.running')} fraction={state.fraction} />
            <p className={styles.why}>{t('import.running-why')}</p>
          </>
        ) : null}
        {state.status === 'failed' ? <ErrorPanel error={state.error} /> : null}
        <p role="status" className={styles.outcome}>
          {outcomeOf(state)}
        </p>
      </div>
    </Dialog>
  );
}

function outcomeOf(state: Import): string | null {
  if (state.status === 'stopped') return t('import.stopped');
  if (state.status !== 'done') return null;
  const { conversations } = state.outcome;
  return conversations === 0 ? t('import.done-none') : t('import.done', { count: conversations });
}

type FooterProps = {
  readonly state: Import;
  readonly commands: ImportCommands;
  readonly onTake: () => void;
  readonly onClose: () => void;
};

function Footer({ state, commands, onTake, onClose }: FooterProps) {
  const { router } = useApp();
  const again = <Button onClick={commands.again}>{t('import.again')}</Button>;
  switch (state.status) {
    case 'choosing':
      return <Button onClick={onClose}>{t('ui.cancel')}</Button>;
    case 'reading':
    case 'taking':
      return <Button onClick={commands.stop}>{t('import.stop')}</Button>;
    case 'failed':
    case 'stopped':
      return (
        <>
          <Button onClick={onClose}>{t('ui.close')}</Button>
          {again}
        </>
      );
    case 'ready': {
      const { conversations } = state.preview;
      return (
        <>
          {again}
          <Button variant="primary" icon="import" disabled={conversations === 0} onClick={onTake}>
            {t('import.go', { count: conversations })}
          </Button>
        </>
      );
    }
    case 'done': {
      const { firstId } = state.outcome;
      const show = (): void => {
        onClose();
        router.navigate({ screen: 'chat', conversationId: firstId });
      };
      return (
        <>
          <Button onClick={onClose}>{t('ui.close')}</Button>
          {firstId === null ? null : (
            <Button variant="primary" onClick={show}>
              {t('import.open')}
            </Button>
          )}
        </>
      );
    }
  }
}
