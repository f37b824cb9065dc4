import type { Model, ModelRuntime } from '../../../main/contract/models.ts';
import { fileName, formatAgo, formatBytes, formatContext, formatMoment, formatParameters } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { useNow } from '../../state/use-now.ts';
import { Badge } from '../../ui/badge.tsx';
import { classNames } from '../../ui/class-names.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { licenceName } from './licence-name.ts';
import { ModelActions } from './model-actions.tsx';
import { ModelState } from './model-state.tsx';
import type { ModelCommands } from './use-model-commands.ts';
import styles from './model-table.module.css';

type ModelRowProps = { readonly model: Model; readonly runtime: ModelRuntime; readonly commands: ModelCommands };

/** One model, and beneath it the reason when it could not be loaded. */
export function ModelRow({ model, runtime, commands }: ModelRowProps) {
  const { facts } = model;
  const failure = runtime.state === 'failed' && !model.isMissing ? runtime.error : null;
  return (
    <>
      <div role="row" className={classNames(styles.row, failure !== null && styles['has-detail'])}>
        <NameCell model={model} />
        <div role="cell" className={classNames(styles.number, styles['where-wide'])}>
          {formatParameters(facts.parameterCount)}
        </div>
        <div role="cell">
          <Badge isCode title={t('library.bits', { bits: facts.bitsPerWeight })}>
            {facts.quantization}
          </Badge>
        </div>
        <div role="cell" className={styles.number}>
          {formatBytes(model.sizeBytes)}
        </div>
        <div
          role="cell"
          className={classNames(styles.number, styles['where-wide'])}
          title={t('library.context-tokens', { tokens: facts.contextLength })}
        >
          {formatContext(facts.contextLength)}
        </div>
        <div role="cell" className={styles['where-wide']}>
          <Licence model={model} />
        </div>
        <div role="cell">
          <ModelState model={model} runtime={runtime} />
        </div>
        <div role="cell" className={classNames(styles.used, styles.quiet)}>
          <LastUsed timeMs={model.lastUsedAtMs} />
        </div>
        <div role="cell">
          <ModelActions model={model} runtime={runtime} commands={commands} />
        </div>
      </div>
      {failure === null ? null : (
        <div role="row" className={styles.detail}>
          <div role="cell">
            <ErrorPanel error={failure} onRetry={() => commands.load(model)} />
          </div>
        </div>
      )}
    </>
  );
}

function NameCell({ model }: { readonly model: Model }) {
  const { facts } = model;
  return (
    <div role="rowheader" className={styles['name-cell']}>
      <div className={styles.name} title={facts.name}>
        {facts.name}
      </div>
      <div className={styles.second} title={model.path}>
        <span className={styles['where-wide']}>
          {facts.split === null ? null : `${t('library.parts', { count: facts.split.count })} · `}
          {fileName(model.path)}
        </span>
        <span className={styles['where-narrow']}>
          {t('library.facts', {
            parameters: formatParameters(facts.parameterCount),
            context: formatContext(facts.contextLength),
            licence: licenceName(facts.licence) ?? t('library.licence-unknown-inline'),
          })}
        </span>
      </div>
    </div>
  );
}

function Licence({ model }: { readonly model: Model }) {
  const { licence } = model.facts;
  const name = licenceName(licence);
  if (name === null) {
    return (
      <span className={styles.quiet} title={t('library.licence-unknown-why')}>
        {t('library.licence-unknown')}
      </span>
    );
  }
  return (
    <Badge tone="outline" title={licence?.link ?? licence?.name ?? undefined}>
      {name}
    </Badge>
  );
}

function LastUsed({ timeMs }: { readonly timeMs: number | null }) {
  const nowMs = useNow();
  if (timeMs === null) return t('library.never-used');
  return (
    <time dateTime={new Date(timeMs).toISOString()} title={formatMoment(timeMs)}>
      {formatAgo(timeMs, nowMs)}
    </time>
  );
}
