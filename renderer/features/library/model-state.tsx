import { assertNever } from '../../../main/contract/assert-never.ts';
import type { LoadedModelInfo, Model, ModelRuntime } from '../../../main/contract/models.ts';
import { t } from '../../i18n/translate.ts';
import { Badge } from '../../ui/badge.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import styles from './model-state.module.css';

function factsOf(info: LoadedModelInfo, memory: number): string {
  return t('library.state-ready-why', {
    memory,
    context: info.contextSize,
    threads: info.threads,
    backend: info.backend.toUpperCase(),
  });
}

/** Whether the model's file is there and what its runner does. */
export function ModelState({ model, runtime }: { readonly model: Model; readonly runtime: ModelRuntime }) {
  if (model.isMissing) return <Badge tone="caution">{t('library.state-missing')}</Badge>;
  switch (runtime.state) {
    case 'unloaded':
      return <span className={styles.unloaded}>{t('library.state-unloaded')}</span>;
    case 'loading':
      return (
        <div className={styles.loading}>
          {t('library.state-loading', { fraction: runtime.fraction })}
          <ProgressBar
            label={t('library.state-loading-name', { name: model.facts.name })}
            fraction={runtime.fraction}
          />
        </div>
      );
    case 'ready':
      return (
        <Badge tone="good" dot="still" title={factsOf(runtime.info, runtime.memoryBytes)}>
          {t('library.state-ready')}
        </Badge>
      );
    case 'generating':
      return (
        <Badge tone="accent" dot="pulse" title={factsOf(runtime.info, runtime.memoryBytes)}>
          {t('library.state-generating')}
        </Badge>
      );
    case 'failed':
      return <Badge tone="bad">{t('library.state-failed')}</Badge>;
    default:
      return assertNever(runtime);
  }
}
