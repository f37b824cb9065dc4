import { useCallback, useRef } from 'react';
import type { Model } from '../../../main/contract/models.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { useModels } from '../../state/hooks.ts';
import type { Models } from '../../state/models.ts';
import { formatRoute } from '../../state/route.ts';
import { DocumentTitle } from '../../ui/document-title.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Mark } from '../../ui/mark.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { ImportForm } from './import-form.tsx';
import { ImportList } from './import-list.tsx';
import { ModelTable } from './model-table.tsx';
import { ModelTableSkeleton } from './model-table-skeleton.tsx';
import { useImports, type Imports } from './use-imports.ts';
import { useModelCommands } from './use-model-commands.ts';
import styles from './library-screen.module.css';

/** The models on this computer, and the way to bring one. */
export function LibraryScreen() {
  const app = useApp();
  const state = useModels();
  const commands = useModelCommands();
  const { toasts } = app;
  const lastNotice = useRef(0);
  const onAdded = useCallback(
    (model: Model) => {
      const action = { label: t('library.import-added-action'), run: () => commands.chatWith(model) };
      // One after the other, not in a pile: each is in the list as well.
      toasts.dismiss(lastNotice.current);
      lastNotice.current = toasts.show(t('library.import-added', { name: model.facts.name }), { action });
    },
    [commands, toasts],
  );
  const imports = useImports(onAdded);
  return (
    <>
      <DocumentTitle screen={t('library.title')} />
      <ScreenHeader title={t('library.title')}>
        {state.status === 'live' ? <Figures models={state.value.models} /> : null}
      </ScreenHeader>
      <div className={styles.scroll}>
        {state.status === 'waiting' ? <ModelTableSkeleton /> : null}
        {state.status === 'failed' ? (
          <div className={styles.trouble}>
            <ErrorPanel error={state.error} onRetry={app.models.retry} />
          </div>
        ) : null}
        {state.status === 'live' ? <Shelf models={state.value} imports={imports} /> : null}
      </div>
    </>
  );
}

function Figures({ models }: { readonly models: readonly Model[] }) {
  if (models.length === 0) return null;
  const size = models.reduce((sum, model) => sum + model.sizeBytes, 0);
  return <span className={styles.figures}>{t('library.count', { count: models.length, size })}</span>;
}

function Shelf({ models, imports }: { readonly models: Models; readonly imports: Imports }) {
  if (models.models.length === 0) return <FirstRun models={models} imports={imports} />;
  return (
    <div className={styles.page}>
      <div className={styles.bring}>
        <ImportForm size="medium" onBring={imports.bring} />
        <ImportList running={models.imports} imports={imports} />
      </div>
      <ModelTable models={models} />
    </div>
  );
}

function FirstRun({ models, imports }: { readonly models: Models; readonly imports: Imports }) {
  const form = (
    <div className={styles['first-form']}>
      <ImportForm size="large" onBring={imports.bring} />
      <ImportList running={models.imports} imports={imports} />
      <p className={styles.safe}>{t('library.empty-safe')}</p>
      <p className={styles.safe}>
        <a href={formatRoute({ screen: 'discover', repo: null })}>{t('library.empty-discover')}</a>
      </p>
    </div>
  );
  return (
    <div className={styles.first}>
      <EmptyState className={styles.wide} title={t('library.empty-title')} drawing={<Mark size={44} />} actions={form}>
        {t('library.empty-text')}
      </EmptyState>
    </div>
  );
}
