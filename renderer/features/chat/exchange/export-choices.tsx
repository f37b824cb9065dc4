import { useId } from 'react';
import type { ExportFormat, ExportInput } from '../../../../main/contract/exchange.ts';
import { t } from '../../../i18n/translate.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { FormatChoice } from '../../../ui/format-choice.tsx';
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
      <FormatChoice
        label={t('export.format')}
        className={styles.formats}
        formats={order.map((value) => ({
          value,
          label: t(`export.format-${value}`),
          why: t(`export.format-${value}-why`),
        }))}
        chosen={format}
        onChange={(chosen) => onChange({ format: chosen })}
      />
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

/** What is read first, what is kept, what is trained with. */
const order = ['markdown', 'html', 'json', 'openai-jsonl', 'sharegpt-jsonl'] as const satisfies readonly ExportFormat[];
