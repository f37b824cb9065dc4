import { t } from '../../i18n/translate.ts';
import { runtimeOf, type Models } from '../../state/models.ts';
import { ModelRow } from './model-row.tsx';
import { ModelTableHead } from './model-table-head.tsx';
import { useModelCommands } from './use-model-commands.ts';
import styles from './model-table.module.css';

/** The models on this computer, one line each. */
export function ModelTable({ models }: { readonly models: Models }) {
  const commands = useModelCommands();
  return (
    <div role="table" className={styles.table} aria-label={t('library.table')}>
      <ModelTableHead />
      <div role="rowgroup" className={styles.group}>
        {models.models.map((model) => (
          <ModelRow key={model.id} model={model} runtime={runtimeOf(models, model.id)} commands={commands} />
        ))}
      </div>
    </div>
  );
}
