import type { HubFilters, ModelFamily } from '../../../../main/contract/hub.ts';
import { formatParameters } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';

type Choice<Value extends string = string> = { readonly value: Value; readonly label: string };

/** Stands for “no filter” in a list. */
export const anyValue = 'any';

const billion = 1_000_000_000;
/** Lower and upper bounds, parameters; null is open. */
const sizes: readonly (readonly [number | null, number | null])[] = [
  [null, null],
  [null, 2 * billion],
  [2 * billion, 5 * billion],
  [5 * billion, 10 * billion],
  [10 * billion, 20 * billion],
  [20 * billion, 40 * billion],
  [40 * billion, null],
];

function sizeLabel(min: number | null, max: number | null): string {
  if (min === null) {
    return max === null ? t('discover.size-any') : t('discover.size-up-to', { max: formatParameters(max) });
  }
  if (max === null) return t('discover.size-from', { min: formatParameters(min) });
  return t('discover.size-range', { min: formatParameters(min), max: formatParameters(max) });
}

export const sizeChoices: readonly Choice[] = sizes.map(([min, max], place) => ({
  value: String(place),
  label: sizeLabel(min, max),
}));

export function sizeValue({ minParameters, maxParameters }: HubFilters): string {
  return String(sizes.findIndex(([min, max]) => min === minParameters && max === maxParameters));
}

export function sizeFilter(value: string): Pick<HubFilters, 'minParameters' | 'maxParameters'> {
  const [minParameters = null, maxParameters = null] = sizes[Number(value)] ?? [];
  return { minParameters, maxParameters };
}

export const sortChoices = (['trending', 'downloads', 'likes', 'newest'] as const).map((value) => ({
  value,
  label: t(`discover.sort-${value}`),
}));

const tasks = ['text-generation', 'image-text-to-text', 'translation', 'summarization', 'feature-extraction'] as const;

export const taskChoices: readonly Choice[] = [
  { value: anyValue, label: t('discover.task-any') },
  ...tasks.map((value) => ({ value, label: t(`discover.task-${value}`) })),
];

/** The Hub's task in words; as the Hub spells it when it is not among the choices. */
export function taskName(task: string): string {
  return taskChoices.find(({ value }) => value === task)?.label ?? task;
}

const licenceClasses = ['free', 'conditions', 'non-commercial', 'unknown'] as const;
type LicenceValue = (typeof licenceClasses)[number] | typeof anyValue;

export const licenceChoices: readonly Choice<LicenceValue>[] = [
  { value: anyValue, label: t('discover.licence-any') },
  ...licenceClasses.map((value) => ({ value, label: t(`discover.licence-${value}`) })),
];

export function familyChoices(families: readonly ModelFamily[]): readonly Choice[] {
  return [
    { value: anyValue, label: t('discover.family-any') },
    ...families.map(({ id, name }) => ({ value: id, label: name })),
  ];
}
