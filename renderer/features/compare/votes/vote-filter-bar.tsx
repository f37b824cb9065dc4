import { voteOutcomeSchema } from '../../../../main/contract/votes.ts';
import { t } from '../../../i18n/translate.ts';
import type { VoteFilters } from '../../../state/compare/voting/matching-votes.ts';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ToggleChip } from '../../../ui/toggle-chip.tsx';
import { outcomeWords } from './outcome-words.ts';
import styles from './votes.module.css';

type VoteFilterBarProps = {
  readonly filters: VoteFilters;
  readonly tags: readonly string[];
  readonly onChange: (filters: VoteFilters) => void;
};

/** Narrows the list of votes. */
export function VoteFilterBar({ filters, tags, onChange }: VoteFilterBarProps) {
  const outcomes = voteOutcomeSchema.options.map((value) => ({ value, label: t(outcomeWords[value]) }));
  return (
    <div className={styles.filters}>
      <TextField
        isLabelHidden
        type="search"
        icon="search"
        className={styles.search}
        label={t('votes.search')}
        placeholder={t('votes.search')}
        value={filters.words}
        onChange={({ target }) => onChange({ ...filters, words: target.value })}
      />
      <SelectField
        label={t('votes.filter-outcome')}
        value={filters.outcome ?? ''}
        options={[{ value: '' as const, label: t('votes.any-outcome') }, ...outcomes]}
        onChange={(outcome) => onChange({ ...filters, outcome: outcome === '' ? null : outcome })}
      />
      {tags.length === 0 ? null : (
        <TagSelect
          label={t('votes.filter-tag')}
          tags={tags}
          tag={filters.tag}
          onChange={(tag) => onChange({ ...filters, tag })}
        />
      )}
      <ToggleChip isOn={filters.onlyBlind} onChange={(onlyBlind) => onChange({ ...filters, onlyBlind })}>
        {t('votes.only-blind')}
      </ToggleChip>
    </div>
  );
}

type TagSelectProps = {
  readonly label: string;
  readonly tags: readonly string[];
  readonly tag: string | null;
  readonly onChange: (tag: string | null) => void;
};

/** One of the tags, or any. */
export function TagSelect({ label, tags, tag, onChange }: TagSelectProps) {
  return (
    <SelectField
      label={label}
      value={tag ?? ''}
      options={[{ value: '', label: t('votes.any-tag') }, ...tags.map((value) => ({ value, label: value }))]}
      onChange={(chosen) => onChange(chosen === '' ? null : chosen)}
    />
  );
}
