import { useId } from 'react';
import type { RatingsInput } from '../../../../main/contract/ratings.ts';
import { t } from '../../../i18n/translate.ts';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { ToggleChip } from '../../../ui/toggle-chip.tsx';
import styles from './ratings.module.css';

type RatingsFilterProps = {
  readonly input: RatingsInput;
  readonly tags: readonly string[];
  readonly onChange: (patch: Partial<RatingsInput>) => void;
};

/** A tag cannot be empty, so this is no tag. */
const anyTag = '';

/** Which votes count, and what is rated by them. */
export function RatingsFilter({ input, tags, onChange }: RatingsFilterProps) {
  const why = useId();
  const { by, tag, onlyBlind, controlsStyle } = input;
  const shown = tag === null || tags.includes(tag) ? tags : [...tags, tag];
  return (
    <fieldset className={styles.filter} aria-label={t('ratings.filters')}>
      <SegmentedControl
        label={t('ratings.by')}
        value={by}
        options={[
          { value: 'contestant', label: t('ratings.by-contestant') },
          { value: 'model', label: t('ratings.by-model') },
        ]}
        onChange={(chosen) => onChange({ by: chosen })}
      />
      {shown.length === 0 ? null : (
        <SelectField
          label={t('ratings.tag')}
          value={tag ?? anyTag}
          options={[
            { value: anyTag, label: t('ratings.any-tag') },
            ...shown.map((name) => ({ value: name, label: name })),
          ]}
          onChange={(chosen) => onChange({ tag: chosen === anyTag ? null : chosen })}
        />
      )}
      <ToggleChip isOn={onlyBlind} onChange={(isOn) => onChange({ onlyBlind: isOn })}>
        {t('ratings.only-blind')}
      </ToggleChip>
      <ToggleChip isOn={controlsStyle} onChange={(isOn) => onChange({ controlsStyle: isOn })}>
        {t('ratings.style-control')}
      </ToggleChip>
      {controlsStyle ? (
        <p id={why} className={styles.filterWhy}>
          {t('ratings.style-control-why')}
        </p>
      ) : null}
    </fieldset>
  );
}
