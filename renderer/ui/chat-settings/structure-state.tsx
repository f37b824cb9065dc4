import type { Structure } from '../../../main/contract/chat-settings.ts';
import { t } from '../../i18n/translate.ts';
import { readSchema } from '../../state/chat/settings/schema-fields.ts';
import { useStructureCheck } from './use-structure-check.ts';
import styles from './settings.module.css';

/** Whether replies can be held to it, and how much there is to it. */
export function StructureState({ structure }: { readonly structure: Structure }) {
  const problem = useStructureCheck(structure);
  if (structure.kind === 'none' || structure.kind === 'json') return null;
  if (problem === undefined) return <p className={styles.note}>{t('chat-settings.form-checking')}</p>;
  if (problem !== null) {
    return (
      <p className={styles.problem} role="alert">
        {t('chat-settings.form-problem', { problem })}
      </p>
    );
  }
  return <p className={styles.good}>{[t('chat-settings.form-usable'), sizeOf(structure)].join(' ')}</p>;
}

function sizeOf(structure: Structure): string {
  if (structure.kind !== 'json-schema') return '';
  const reading = readSchema(structure.schema);
  return reading.kind === 'fields' ? `· ${t('chat-settings.form-fields', { count: reading.fields.length })}` : '';
}
