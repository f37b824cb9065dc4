import { useId } from 'react';
import type { ExportFormat, ExportInput } from '../../../../main/contract/exchange.ts';
import { t } from '../../../i18n/translate.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import styles from './exchange.module.css';

type Choices = Omit<ExportInput, 'conversationIds'>;
type ExportChoicesProps = { readonly choices: Choices; readonly onChange: (change: Partial<Choices>) => void };

const branches = ['active', 'all'] as const;
const ratings = ['any', 'not-down', 'only-up'] as const;

/** The format, and what it lets a person choose. */
export function ExportChoices({ choices, onChange }: ExportChoicesProps) {
  const whyId = useId();
  const { format } = choices;
  return (
    <>
      <FormatChoice format={format} onChange={(chosen) => onChange({ format: chosen })} />
      {format === 'json' ? null : (
        <div className={styles.options}>
          <div className={styles.option}>
            <span>{t('export.branches')}</span>
            <SegmentedControl
              label={t('export.branches')}
              value={choices.branches}
              options={branches.map((value) => ({ value, label: t(`export.branches-${value}`) }))}
              onChange={(value) => onChange({ branches: value })}
            />
          </div>
          {isTraining(format) ? (
            <div>
              <div className={styles.option}>
                <span>{t('export.ratings')}</span>
                <SelectField
                  label={t('export.ratings')}
                  describedBy={whyId}
                  value={choices.ratings}
                  options={ratings.map((value) => ({ value, label: t(`export.ratings-${value}`) }))}
                  onChange={(value) => onChange({ ratings: value })}
                />
              </div>
              <p id={whyId} className={styles.why}>
                {choices.ratings === 'only-up'
                  ? t(`export.ratings-only-up-${format}-why`)
                  : t(`export.ratings-${choices.ratings}-why`)}
              </p>
            </div>
          ) : null}
          <label className={styles.check}>
            <Checkbox
              state={choices.includesReasoning}
              onChange={(includesReasoning) => onChange({ includesReasoning })}
            />
            {t('export.reasoning')}
          </label>
        </div>
      )}
    </>
  );
}

function isTraining(format: ExportFormat): format is 'openai-jsonl' | 'sharegpt-jsonl' {
  return format === 'openai-jsonl' || format === 'sharegpt-jsonl';
}

type FormatChoiceProps = { readonly format: ExportFormat; readonly onChange: (format: ExportFormat) => void };

function FormatChoice({ format, onChange }: FormatChoiceProps) {
  const name = useId();
  return (
    <fieldset className={styles.formats} aria-label={t('export.format')}>
      {order.map((value) => (
        <div key={value} className={styles.format}>
          <input
            id={`${name}-${value}`}
            type="radio"
            name={name}
            checked={value === format}
            aria-describedby={`${name}-${value}-why`}
            onChange={() => onChange(value)}
          />
          <div>
            <label htmlFor={`${name}-${value}`} className={styles['format-name']}>
              {t(`export.format-${value}`)}
            </label>
            <p id={`${name}-${value}-why`} className={styles.why}>
              {t(`export.format-${value}-why`)}
            </p>
          </div>
        </div>
      ))}
    </fieldset>
  );
}

/** What is read first, what is kept, what is trained with. */
const order = ['markdown', 'html', 'json', 'openai-jsonl', 'sharegpt-jsonl'] as const satisfies readonly ExportFormat[];
