import type { ComponentType } from 'react';
import { comparisonIdSchema } from '../../../main/contract/ids.ts';
import { t, type PlainWordKey } from '../../i18n/translate.ts';
import type { CompareSection } from '../../state/route.ts';
import { DocumentTitle } from '../../ui/document-title.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { CompareHome } from './compare-home.tsx';
import { CompareSections } from './compare-sections.tsx';
import { ComparisonPane } from './grid/comparison-pane.tsx';
import { RatingsPane } from './ratings/ratings-pane.tsx';
import { ShelfPane } from './shelf/shelf-pane.tsx';
import { VotesPane } from './votes/votes-pane.tsx';
import styles from './compare-screen.module.css';

/** What the tabs beside the comparisons show, by their order; a tab without a pane is not listed. */
const panes: Partial<Record<CompareSection, ComponentType>> = {
  ratings: RatingsPane,
  votes: VotesPane,
  prompts: ShelfPane,
};

const titles: Readonly<Record<CompareSection, PlainWordKey>> = {
  ratings: 'compare.ratings',
  votes: 'compare.votes',
  prompts: 'compare.prompts',
};

type CompareScreenProps = {
  /** Null: none is open. */
  readonly comparisonId: string | null;
  /** Null for the comparisons. */
  readonly section: CompareSection | null;
};

/** Comparisons, and what came of them: ratings, votes, the prompts that were kept. */
export function CompareScreen({ comparisonId, section }: CompareScreenProps) {
  const Pane = section === null ? undefined : panes[section];
  const listed = (Object.keys(titles) as CompareSection[]).filter((known) => panes[known] !== undefined);
  const sections = <CompareSections current={Pane === undefined ? null : section} listed={listed} />;
  if (Pane === undefined && comparisonId !== null) {
    const id = comparisonIdSchema.parse(comparisonId);
    return <ComparisonPane key={id} comparisonId={id} sections={sections} />;
  }
  return (
    <>
      <DocumentTitle screen={t(section === null ? 'compare.title' : titles[section])} />
      <ScreenHeader title={t('compare.title')}>{sections}</ScreenHeader>
      <div className={styles.pane}>{Pane === undefined ? <CompareHome /> : <Pane />}</div>
    </>
  );
}
