import { useState } from 'react';
import { t } from '../../i18n/translate.ts';
import {
  newField,
  readSchema,
  schemaText,
  type SchemaField,
  type SchemaReading,
} from '../../state/chat/settings/schema-fields.ts';
import { Button } from '../button.tsx';
import { CodeArea } from '../code-area.tsx';
import { Dialog } from '../dialog.tsx';
import { SegmentedControl } from '../segmented-control.tsx';
import { FieldList } from './field-list.tsx';
import { StructureState } from './structure-state.tsx';
import styles from './schema-dialog.module.css';

type SchemaDialogProps = {
  readonly schema: string;
  readonly onChange: (schema: string) => void;
  readonly onClose: () => void;
};

/** A JSON schema, as fields or as text; each is made from the other while it is written. */
export function SchemaDialog({ schema, onChange, onClose }: SchemaDialogProps) {
  const [view, setView] = useState<'fields' | 'text'>(() => (readSchema(schema).kind === 'beyond' ? 'text' : 'fields'));
  const reading = readSchema(schema);
  return (
    <Dialog
      title={t('chat-settings.schema-title')}
      width="wide"
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('chat-settings.done')}
        </Button>
      }
    >
      <div className={styles.body}>
        <div className={styles.bar}>
          <SegmentedControl
            label={t('chat-settings.schema-view')}
            value={view}
            options={[
              { value: 'fields', label: t('chat-settings.schema-view-fields') },
              { value: 'text', label: t('chat-settings.schema-view-text') },
            ]}
            onChange={setView}
          />
          <StructureState structure={{ kind: 'json-schema', schema }} />
        </div>
        {view === 'text' ? (
          <CodeArea
            className={styles.text}
            label={t('chat-settings.schema-text')}
            isWrong={reading.kind === 'not-json'}
            value={schema}
            maxLength={500_000}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <FieldsView reading={reading} onChange={(fields) => onChange(schemaText(fields))} />
        )}
      </div>
    </Dialog>
  );
}

type FieldsViewProps = {
  readonly reading: SchemaReading;
  readonly onChange: (fields: readonly SchemaField[]) => void;
};

function FieldsView({ reading, onChange }: FieldsViewProps) {
  // A name that stands twice, or none yet, has no place in a schema: until it has one, it lives here.
  const [typed, setTyped] = useState<readonly SchemaField[] | null>(null);
  if (reading.kind === 'fields') {
    const isCurrent = typed !== null && schemaText(typed) === schemaText(reading.fields);
    return (
      <FieldList
        path=""
        fields={isCurrent ? typed : reading.fields}
        onChange={(fields) => {
          setTyped(fields);
          onChange(fields);
        }}
      />
    );
  }
  return (
    <div className={styles.beyond}>
      <p>
        {reading.kind === 'beyond'
          ? t('chat-settings.schema-beyond', { keyword: reading.keyword })
          : t('chat-settings.schema-not-json', { problem: reading.problem })}
      </p>
      <Button size="small" onClick={() => onChange([newField('answer')])}>
        {t('chat-settings.schema-start')}
      </Button>
    </div>
  );
}
