import { useId, useRef, useState } from 'react';
import type { Structure } from '../../../main/contract/chat-settings.ts';
import { t } from '../../i18n/translate.ts';
import type { EditedSettings } from '../../state/chat/settings/chat-settings-hooks.ts';
import { isSameValue } from '../../state/chat/settings/own-settings.ts';
import { newField, schemaText } from '../../state/chat/settings/schema-fields.ts';
import { Button } from '../button.tsx';
import { SelectField } from '../select-field.tsx';
import { SettingFrame } from '../setting-frame.tsx';
import { GrammarDialog } from './grammar-dialog.tsx';
import { PanelSection } from './panel-section.tsx';
import { SchemaDialog } from './schema-dialog.tsx';
import { settingName } from './setting-words.ts';
import { StructureState } from './structure-state.tsx';
import styles from './settings.module.css';

const kinds = ['none', 'json', 'json-schema', 'grammar'] as const;

/** The form a reply is held to. */
export function FormSection({ edited }: { readonly edited: EditedSettings }) {
  const id = useId();
  const { structure } = edited.effective.settings;
  const usual = edited.inherited.settings.structure;
  // A schema that was written comes back when its kind is chosen again.
  const written = useRef(new Map<Structure['kind'], Structure>());
  const choose = (kind: Structure['kind']): void => {
    written.current.set(structure.kind, structure);
    edited.set({ structure: written.current.get(kind) ?? firstOf(kind) });
  };
  const name = settingName('structure');
  return (
    <PanelSection id="form" title={t('chat-settings.form')} summary={t(`chat-settings.form-${structure.kind}`)}>
      <SettingFrame
        id={id}
        name={name}
        isOwn={!isSameValue(structure, usual)}
        resetLabel={t('chat-settings.reset', { name })}
        onReset={() => edited.set({ structure: usual })}
        why={t('chat-settings.why.structure')}
        control={
          <SelectField
            label={t('chat-settings.form')}
            describedBy={`${id}-why`}
            value={structure.kind}
            options={kinds.map((kind) => ({ value: kind, label: t(`chat-settings.form-${kind}`) }))}
            onChange={choose}
          />
        }
      />
      <StructureState structure={structure} />
      <StructureEditor structure={structure} onChange={(changed) => edited.set({ structure: changed })} />
    </PanelSection>
  );
}

function firstOf(kind: Structure['kind']): Structure {
  switch (kind) {
    case 'json-schema':
      return { kind, schema: schemaText([newField('answer')]) };
    case 'grammar':
      return { kind, grammar: 'root ::= "yes" | "no"' };
    default:
      return { kind };
  }
}

type StructureEditorProps = { readonly structure: Structure; readonly onChange: (structure: Structure) => void };

function StructureEditor({ structure, onChange }: StructureEditorProps) {
  const [isOpen, setIsOpen] = useState(false);
  if (structure.kind === 'none' || structure.kind === 'json') return null;
  const isSchema = structure.kind === 'json-schema';
  return (
    <>
      <Button size="small" className={styles.fit} onClick={() => setIsOpen(true)}>
        {t(isSchema ? 'chat-settings.form-edit-schema' : 'chat-settings.form-edit-grammar')}
      </Button>
      {isOpen && isSchema ? (
        <SchemaDialog
          schema={structure.schema}
          onChange={(schema) => onChange({ kind: 'json-schema', schema })}
          onClose={() => setIsOpen(false)}
        />
      ) : null}
      {isOpen && !isSchema ? (
        <GrammarDialog
          grammar={structure.grammar}
          onChange={(grammar) => onChange({ kind: 'grammar', grammar })}
          onClose={() => setIsOpen(false)}
        />
      ) : null}
    </>
  );
}
