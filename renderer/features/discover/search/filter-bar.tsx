import type { HubFilters, ModelFamily } from '../../../../main/contract/hub.ts';
import { t } from '../../../i18n/translate.ts';
import { openFilters, type SearchCriteria } from '../../../state/hub/search-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { ToggleChip } from '../../../ui/toggle-chip.tsx';
import {
  anyValue,
  familyChoices,
  licenceChoices,
  sizeChoices,
  sizeFilter,
  sizeValue,
  sortChoices,
  taskChoices,
} from './filter-choices.ts';
import styles from './filter-bar.module.css';

type FilterBarProps = {
  readonly criteria: SearchCriteria;
  readonly families: readonly ModelFamily[];
  readonly onChange: (change: Partial<SearchCriteria>) => void;
};

/** Order and filters; each change asks at once. */
export function FilterBar({ criteria, families, onChange }: FilterBarProps) {
  const { filters, sort, author } = criteria;
  const change = (part: Partial<HubFilters>) => onChange({ filters: { ...filters, ...part } });
  const isFiltered = author !== null || JSON.stringify(filters) !== JSON.stringify(openFilters);
  return (
    <div role="group" aria-label={t('discover.filters')} className={styles.bar}>
      <SelectField
        label={t('discover.sort')}
        value={sort}
        options={sortChoices}
        onChange={(value) => onChange({ sort: value })}
      />
      <SelectField
        label={t('discover.size')}
        value={sizeValue(filters)}
        options={sizeChoices}
        onChange={(value) => change(sizeFilter(value))}
      />
      <SelectField
        label={t('discover.family')}
        value={filters.family ?? anyValue}
        options={familyChoices(families)}
        onChange={(value) => change({ family: value === anyValue ? null : value })}
      />
      <SelectField
        label={t('discover.licence')}
        value={filters.licenceClass ?? anyValue}
        options={licenceChoices}
        onChange={(value) => change({ licenceClass: value === anyValue ? null : value })}
      />
      <SelectField
        label={t('discover.task')}
        value={filters.task ?? anyValue}
        options={taskChoices}
        onChange={(value) => change({ task: value === anyValue ? null : value })}
      />
      <ToggleChip isOn={filters.isFittingOnly} onChange={(isFittingOnly) => change({ isFittingOnly })}>
        {t('discover.fits-only')}
      </ToggleChip>
      <ToggleChip isOn={filters.isOpenOnly} onChange={(isOpenOnly) => change({ isOpenOnly })}>
        {t('discover.open-only')}
      </ToggleChip>
      {author === null ? null : (
        <button
          type="button"
          className={styles.author}
          aria-label={t('discover.author-remove', { author })}
          onClick={() => onChange({ author: null })}
        >
          {t('discover.author', { author })}
          <Icon name="close" size={13} />
        </button>
      )}
      {isFiltered ? (
        <Button variant="quiet" size="small" onClick={() => onChange({ author: null, filters: openFilters })}>
          {t('discover.reset')}
        </Button>
      ) : null}
    </div>
  );
}
