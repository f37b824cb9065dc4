import { t, type PlainWordKey } from '../../i18n/translate.ts';
import { formatRoute, type CompareSection, type Route } from '../../state/route.ts';
import styles from './compare-sections.module.css';

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
    <nav className={styles.sections} aria-label={t('compare.sections')}>
      {[null, ...listed].map((section) => (
        <a
          key={section}
          className={styles.section}
          href={formatRoute(routeOf(section))}
          aria-current={section === current ? 'page' : undefined}
        >
          {t(section === null ? 'compare.comparisons' : labels[section])}
        </a>
      ))}
    </nav>
  );
}

function routeOf(section: CompareSection | null): Route {
  return { screen: 'compare', comparisonId: null, ...(section === null ? {} : { section }) };
}
