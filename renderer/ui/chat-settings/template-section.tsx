import { useState } from 'react';
import type { TemplateVariables } from '../../../main/contract/chat-settings.ts';
import { t } from '../../i18n/translate.ts';
import type { EditedSettings } from '../../state/chat/settings/chat-settings-hooks.ts';
import { isSameValue } from '../../state/chat/settings/own-settings.ts';
import { readRows, rowsOf, type VariableRow } from '../../state/chat/settings/template-rows.ts';
import { Button } from '../button.tsx';
import { IconButton } from '../icon-button.tsx';
import { TextField } from '../text-field.tsx';
import { PanelSection } from './panel-section.tsx';
import { settingValue } from './setting-words.ts';
import styles from './settings.module.css';

/** Values for the model's own template, by name. */
export function TemplateSection({ edited }: { readonly edited: EditedSettings }) {
  const { templateVariables } = edited.effective.settings;
  return (
    <PanelSection
      id="template"
      title={t('chat-settings.template')}
      summary={settingValue('templateVariables', templateVariables)}
    >
      <p className={styles.note}>{t('chat-settings.why.templateVariables')}</p>
      <VariableRows variables={templateVariables} onChange={(changed) => edited.set({ templateVariables: changed })} />
    </PanelSection>
  );
}

type VariableRowsProps = {
  readonly variables: TemplateVariables;
  readonly onChange: (variables: TemplateVariables) => void;
};

function VariableRows({ variables, onChange }: VariableRowsProps) {
  const [typed, setTyped] = useState<readonly VariableRow[] | null>(null);
  // What was typed stays as it was typed as long as it still means what holds.
  const isCurrent = typed !== null && isSameValue(readRows(typed).variables, variables);
  const rows = isCurrent ? typed : rowsOf(variables);
  const { unreadable } = readRows(rows);
  const change = (next: readonly VariableRow[]): void => {
    setTyped(next);
    onChange(readRows(next).variables);
  };
  const changeRow = (index: number, part: Partial<VariableRow>): void =>
    change(rows.map((row, place) => (place === index ? { ...row, ...part } : row)));
  return (
    <>
      {rows.length === 0 ? null : (
        <ul className={styles.rows}>
          {rows.map((row, index) => (
            // Rows are known by their place: their names are being typed.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index} className={styles.variable}>
              <TextField
                isCode
                isLabelHidden
                label={t('chat-settings.template-name', { index: index + 1 })}
                value={row.name}
                error={unreadable.has(index) ? t('chat-settings.template-invalid') : null}
                onChange={(event) => changeRow(index, { name: event.target.value })}
              />
              <TextField
                isCode
                isLabelHidden
                label={t('chat-settings.template-value', { index: index + 1 })}
                value={row.value}
                onChange={(event) => changeRow(index, { value: event.target.value })}
              />
              <IconButton
                size="small"
                icon="close"
                label={t('chat-settings.template-remove', { index: index + 1 })}
                onClick={() => change(rows.filter((_row, place) => place !== index))}
              />
            </li>
          ))}
        </ul>
      )}
      <p className={styles.note}>{t('chat-settings.template-kinds')}</p>
      <Button
        size="small"
        className={styles.fit}
        icon="plus"
        onClick={() => change([...rows, { name: '', value: '' }])}
      >
        {t('chat-settings.template-add')}
      </Button>
    </>
  );
}
