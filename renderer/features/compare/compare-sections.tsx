import { t, type PlainWordKey } from '../../i18n/translate.ts';
import { formatRoute, type CompareSection, type Route } from '../../state/route.ts';
import { SectionLinks } from '../../ui/section-links.tsx';

const labels: Readonly<Record<CompareSection, PlainWordKey>> = {
  ratings: 'compare.ratings',
  votes: 'compare.votes',
  prompts: 'compare.prompts',
};

type CompareSectionsProps = {
  readonly current: CompareSection | null;
  /** Those that are there. */
  readonly listed: readonly CompareSection[];
};

/** The parts of the compare screen. */
export function CompareSections({ current, listed }: CompareSectionsProps) {
  return (
    <SectionLinks
      label={t('compare.sections')}
      links={[null, ...listed].map((section) => ({
        label: t(section === null ? 'compare.comparisons' : labels[section]),
        href: formatRoute(routeOf(section)),
        isCurrent: section === current,
      }))}
    />
  );
}

function routeOf(section: CompareSection | null): Route {
  return { screen: 'compare', comparisonId: null, ...(section === null ? {} : { section }) };
}
