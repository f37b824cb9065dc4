import { useRef } from 'react';
import { t } from '../../i18n/translate.ts';
import { fieldKinds, newField, type FieldKind, type SchemaField } from '../../state/chat/settings/schema-fields.ts';
import { Button } from '../button.tsx';
import { Checkbox } from '../checkbox.tsx';
import { IconButton } from '../icon-button.tsx';
import { SelectField } from '../select-field.tsx';
import { TextField } from '../text-field.tsx';
import styles from './schema-dialog.module.css';

type FieldListProps = {
  /** Where these fields stand: `cook.`, or empty. */
  readonly path: string;
  readonly fields: readonly SchemaField[];
  readonly onChange: (fields: readonly SchemaField[]) => void;
};

/** The fields of an object, in order. */
export function FieldList({ path, fields, onChange }: FieldListProps) {
  const list = useRef<HTMLUListElement>(null);
  const group = path === '' ? null : path.slice(0, -1);
  const add = (): void => {
    onChange([...fields, newField(freeFieldName(fields))]);
    // The new row is there after React has drawn it; its name is what is wanted first.
    requestAnimationFrame(() => {
      const inputs = list.current?.querySelectorAll<HTMLInputElement>(':scope > li > [data-field] [data-field-name]');
      inputs?.[inputs.length - 1]?.select();
    });
  };
  const remove = (index: number): void => onChange(fields.filter((_field, place) => place !== index));
  return (
    <div className={styles.list}>
      {fields.length === 0 ? <p className={styles.none}>{t('chat-settings.field-none')}</p> : null}
      <ul
        ref={list}
        className={styles.fields}
        aria-label={group === null ? t('chat-settings.fields') : t('chat-settings.field-of', { path: group })}
      >
        {fields.map((field, index) => (
          // Fields are known by their place: their names are being typed.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <FieldEditor
              field={field}
              path={`${path}${field.name === '' ? t('chat-settings.field-unnamed-path', { index: index + 1 }) : field.name}`}
              problem={problemOf(fields, index)}
              onChange={(changed) => onChange(fields.map((other, place) => (place === index ? changed : other)))}
              onUp={index === 0 ? null : () => onChange(withUp(fields, index))}
              onRemove={() => remove(index)}
            />
          </li>
        ))}
      </ul>
      <Button size="small" icon="plus" className={styles.add} onClick={add}>
        {group === null ? t('chat-settings.field-add') : t('chat-settings.field-add-to', { name: group })}
      </Button>
    </div>
  );
}

function problemOf(fields: readonly SchemaField[], index: number): string | null {
  const name = fields[index]?.name;
  if (name === '') return t('chat-settings.field-unnamed');
  const isTwice = fields.some((other, place) => place !== index && other.name === name);
  return isTwice ? t('chat-settings.field-twice') : null;
}

function withUp(fields: readonly SchemaField[], index: number): readonly SchemaField[] {
  const [moved] = fields.slice(index, index + 1);
  const rest = fields.filter((_field, place) => place !== index);
  return moved === undefined ? fields : [...rest.slice(0, index - 1), moved, ...rest.slice(index - 1)];
}

function freeFieldName(fields: readonly SchemaField[]): string {
  const base = t('chat-settings.field-first');
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}${number}`;
    if (!fields.some((field) => field.name === name)) return name;
  }
}

type FieldEditorProps = {
  readonly field: SchemaField;
  /** How people would call it: `cook.age`. */
  readonly path: string;
  readonly problem: string | null;
  readonly onChange: (field: SchemaField) => void;
  /** Null for the first one. */
  readonly onUp: (() => void) | null;
  readonly onRemove: () => void;
};

/** One field: its name, what it holds, whether it must be there, and what belongs into it. */
function FieldEditor({ field, path, problem, onChange, onUp, onRemove }: FieldEditorProps) {
  return (
    <div className={styles.field} data-field role="group" aria-label={path}>
      <div className={styles.head}>
        <TextField
          isCode
          isLabelHidden
          data-field-name
          label={t('chat-settings.field-name-of', { path })}
          placeholder={t('chat-settings.field-name')}
          maxLength={100}
          value={field.name}
          error={problem}
          onChange={(event) => onChange({ ...field, name: event.target.value })}
        />
        <KindSelect label={t('chat-settings.field-kind-of', { path })} field={field} onChange={onChange} />
        <label className={styles.required}>
          <Checkbox
            state={field.isRequired}
            aria-label={t('chat-settings.field-required-of', { path })}
            onChange={(isRequired) => onChange({ ...field, isRequired })}
          />
          {t('chat-settings.field-required')}
        </label>
        <IconButton
          size="small"
          icon="arrow-up"
          label={t('chat-settings.field-up', { path })}
          disabled={onUp === null}
          onClick={onUp ?? undefined}
        />
        <IconButton size="small" icon="remove" label={t('chat-settings.field-remove', { path })} onClick={onRemove} />
      </div>
      <TextField
        isLabelHidden
        label={t('chat-settings.field-description-of', { path })}
        placeholder={t('chat-settings.field-description')}
        maxLength={2000}
        value={field.description}
        onChange={(event) => onChange({ ...field, description: event.target.value })}
      />
      <KindDetails field={field} path={path} onChange={onChange} />
    </div>
  );
}

type KindSelectProps = {
  readonly label: string;
  readonly field: SchemaField;
  readonly onChange: (field: SchemaField) => void;
};

function KindSelect({ label, field, onChange }: KindSelectProps) {
  return (
    <SelectField
      label={label}
      value={field.kind}
      options={fieldKinds.map((kind: FieldKind) => ({ value: kind, label: t(`chat-settings.kind-${kind}`) }))}
      onChange={(kind) =>
        onChange({ ...field, kind, item: kind === 'array' ? (field.item ?? newField('')) : field.item })
      }
    />
  );
}

/** None at all is no empty choice. */
function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n');
}

type KindDetailsProps = Pick<FieldEditorProps, 'field' | 'path' | 'onChange'>;

/** What only some kinds have: choices, fields of their own, what a list holds. */
function KindDetails({ field, path, onChange }: KindDetailsProps) {
  if (field.kind === 'enum') {
    return (
      <textarea
        className={styles.choices}
        aria-label={t('chat-settings.field-choices-of', { path })}
        placeholder={t('chat-settings.field-choices')}
        rows={Math.max(2, field.choices.length)}
        dir="auto"
        value={field.choices.join('\n')}
        onChange={(event) => onChange({ ...field, choices: linesOf(event.target.value) })}
      />
    );
  }
  if (field.kind === 'object') {
    return <FieldList path={`${path}.`} fields={field.fields} onChange={(fields) => onChange({ ...field, fields })} />;
  }
  if (field.kind !== 'array') return null;
  const item = field.item ?? newField('');
  const change = (changed: SchemaField): void => onChange({ ...field, item: changed });
  return (
    <div className={styles.item}>
      <KindSelect label={t('chat-settings.field-item-of', { path })} field={item} onChange={change} />
      <KindDetails field={item} path={`${path}[]`} onChange={change} />
    </div>
  );
}
