import type { ReactNode } from 'react';
import { t } from '../../../i18n/translate.ts';
import { DocumentTitle } from '../../../ui/document-title.tsx';
import { ScreenHeader } from '../../../ui/screen-header.tsx';

type ComparisonPaneProps = {
  readonly comparisonId: string;
  /** The way to the other parts of the screen. */
  readonly sections: ReactNode;
};

/** The comparison that is open: its rounds, and the composer beneath. Keyed by the comparison. */
export function ComparisonPane({ comparisonId, sections }: ComparisonPaneProps) {
  return (
    <>
      <DocumentTitle screen={t('compare.title')} />
      <ScreenHeader title={t('compare.title')}>{sections}</ScreenHeader>
      <section aria-label={t('compare.title')} data-comparison={comparisonId} />
    </>
  );
}
