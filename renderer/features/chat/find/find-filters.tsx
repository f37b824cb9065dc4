import type { ModelId, ProjectId } from '../../../../main/contract/ids.ts';
import { noSearchFilters, type SearchFilters } from '../../../../main/contract/organise.ts';
import { startOfDay } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { useProjects, useTagsInUse } from '../../../state/chat/organise/organise-hooks.ts';
import { useModels } from '../../../state/hooks.ts';
import { liveValue } from '../../../state/stream.ts';
import { Button } from '../../../ui/button.tsx';
import { FilterMenu, type FilterChoice } from './filter-menu.tsx';
import styles from './find-dialog.module.css';

type FindFiltersProps = { readonly filters: SearchFilters; readonly onChange: (filters: SearchFilters) => void };

const dayMs = 24 * 60 * 60 * 1000;
const spans = [
  { value: '7', days: 7 },
  { value: '30', days: 30 },
  { value: '365', days: 365 },
] as const;

/** One chip for each thing a search can be narrowed by. */
export function FindFilters({ filters, onChange }: FindFiltersProps) {
  const projects = useProjects();
  const tags = useTagsInUse();
  const models = liveValue(useModels())?.models ?? [];
  const change = (part: Partial<SearchFilters>): void => onChange({ ...filters, ...part });
  const isNarrowed = Object.values(filters).some((value) => value !== null);
  return (
    <div role="group" aria-label={t('find.filters')} className={styles.filters}>
      <FilterMenu
        label={t('find.filter-role')}
        choices={[
          { value: 'user', label: t('find.role-user') },
          { value: 'assistant', label: t('find.role-assistant') },
        ]}
        chosen={filters.role}
        onChange={(role) => change({ role })}
      />
      <FilterMenu
        label={t('find.filter-time')}
        choices={spans.map(({ value }) => ({ value, label: t(`find.time-${value}`) }))}
        chosen={spanOf(filters.fromMs)}
        onChange={(value) => change({ fromMs: startOf(value) })}
      />
      <FilterMenu<ModelId>
        label={t('find.filter-model')}
        choices={models.map(({ id, facts }) => ({ value: id, label: facts.name }))}
        chosen={filters.modelId}
        onChange={(modelId) => change({ modelId })}
      />
      <FilterMenu<ProjectId>
        label={t('find.filter-project')}
        choices={projects.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={filters.projectId}
        onChange={(projectId) => change({ projectId })}
      />
      <FilterMenu
        label={t('find.filter-tag')}
        choices={tags.map(({ tag }): FilterChoice<string> => ({ value: tag, label: `#${tag}` }))}
        chosen={filters.tag}
        onChange={(tag) => change({ tag })}
      />
      <FilterMenu
        label={t('find.filter-rating')}
        choices={[
          { value: 'up', label: t('find.rating-up') },
          { value: 'down', label: t('find.rating-down') },
        ]}
        chosen={filters.rating}
        onChange={(rating) => change({ rating })}
      />
      <FilterMenu
        label={t('find.filter-archive')}
        choices={[
          { value: 'listed', label: t('find.archive-listed') },
          { value: 'archived', label: t('find.archive-archived') },
        ]}
        chosen={filters.isArchived === null ? null : filters.isArchived ? 'archived' : 'listed'}
        onChange={(value) => change({ isArchived: value === null ? null : value === 'archived' })}
      />
      {isNarrowed ? (
        <Button variant="quiet" size="small" onClick={() => onChange(noSearchFilters)}>
          {t('find.reset-filters')}
        </Button>
      ) : null}
    </div>
  );
}

type Span = (typeof spans)[number]['value'];

function startOf(span: Span | null): number | null {
  const days = spans.find(({ value }) => value === span)?.days;
  return days === undefined ? null : startOfDay(Date.now()) - (days - 1) * dayMs;
}

function spanOf(fromMs: number | null): Span | null {
  if (fromMs === null) return null;
  const days = Math.round((startOfDay(Date.now()) - fromMs) / dayMs) + 1;
  return spans.find((span) => days <= span.days)?.value ?? null;
}
