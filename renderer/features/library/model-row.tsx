import type { Model, ModelRuntime } from '../../../main/contract/models.ts';
import { fileName, formatAgo, formatBytes, formatContext, formatMoment, formatParameters } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { Badge } from '../../ui/badge.tsx';
import { classNames } from '../../ui/class-names.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { licenceName } from './licence-name.ts';
import { ModelActions } from './model-actions.tsx';
import { ModelState } from './model-state.tsx';
import { columnCount } from './model-columns.ts';
import type { ModelCommands } from './use-model-commands.ts';
import styles from './model-table.module.css';

type ModelRowProps = { readonly model: Model; readonly runtime: ModelRuntime; readonly commands: ModelCommands };

/** One model, and beneath it the reason when it could not be loaded. */
export function ModelRow({ model, runtime, commands }: ModelRowProps) {
  const { facts } = model;
  const failure = runtime.state === 'failed' && !model.isMissing ? runtime.error : null;
  return (
    <>
      <tr className={classNames(styles.row, failure !== null && styles['has-detail'])}>
        <NameCell model={model} />
        <td className={styles.number}>{formatParameters(facts.parameterCount)}</td>
        <td>
          <Badge isCode title={t('library.bits', { bits: facts.bitsPerWeight })}>
            {facts.quantization}
          </Badge>
        </td>
        <td className={styles.number}>{formatBytes(model.sizeBytes)}</td>
        <td className={styles.number} title={t('library.context-tokens', { tokens: facts.contextLength })}>
          {formatContext(facts.contextLength)}
        </td>
        <td className={styles.licence}>
          <Licence model={model} />
        </td>
        <td>
          <ModelState model={model} runtime={runtime} />
        </td>
        <td className={classNames(styles.used, styles.ago)}>
          <LastUsed timeMs={model.lastUsedAtMs} />
        </td>
        <td>
          <ModelActions model={model} runtime={runtime} commands={commands} />
        </td>
      </tr>
      {failure === null ? null : (
        <tr className={styles.detail}>
          <td colSpan={columnCount}>
            <ErrorPanel error={failure} onRetry={() => commands.load(model)} />
          </td>
        </tr>
      )}
    </>
  );
}

function NameCell({ model }: { readonly model: Model }) {
  const { facts } = model;
  const licence = licenceName(facts.licence);
  return (
    <th scope="row" className={styles['name-cell']}>
      <div className={styles.name} title={facts.name}>
        {facts.name}
      </div>
      <div className={styles.file} title={model.path}>
        {licence === null ? null : <span className={styles['narrow-only']}>{licence} · </span>}
        {facts.split === null ? null : `${t('library.parts', { count: facts.split.count })} · `}
        {fileName(model.path)}
      </div>
    </th>
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
  if (timeMs === null) return t('library.never-used');
  return (
    <time dateTime={new Date(timeMs).toISOString()} title={formatMoment(timeMs)}>
      {formatAgo(timeMs, Date.now())}
    </time>
  );
}
