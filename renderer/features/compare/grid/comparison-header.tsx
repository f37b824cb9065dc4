import type { ReactNode } from 'react';
import type { Comparison } from '../../../../main/contract/compare.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { TitleHeader } from '../../../ui/title-header.tsx';
import { comparisonTitle } from '../comparison-title.ts';
import { ExportComparisonButton } from '../export/export-comparison-button.tsx';
import { LineUpButton } from '../setup/line-up-button.tsx';

type ComparisonHeaderProps = {
  readonly comparison: Comparison | null;
  readonly sections: ReactNode;
  readonly isRenaming: boolean;
  readonly onRenaming: (isRenaming: boolean) => void;
};

/** The comparison's title, how it is run, and what can be done with it as a whole. */
export function ComparisonHeader({ comparison, sections, isRenaming, onRenaming }: ComparisonHeaderProps) {
  const app = useApp();
  const title = comparison === null ? t('compare.title') : comparisonTitle(comparison);
  const rename = (text: string): void => {
    const trimmed = text.trim();
    if (comparison === null || trimmed === '' || trimmed === comparison.title) return;
    app.attempt(app.client.compare.change.mutate({ comparisonId: comparison.id, title: trimmed }));
  };
  return (
    <TitleHeader
      before={sections}
      title={title}
      renaming={
        isRenaming && comparison !== null
          ? { title: comparison.title, onRename: rename, onDone: () => onRenaming(false) }
          : null
      }
    >
      {comparison === null ? null : (
        <>
          {comparison.mode === 'blind' ? <Badge title={t('compare.blind-why')}>{t('compare.blind')}</Badge> : null}
          {comparison.timing === 'fair' ? <Badge title={t('compare.fair-why')}>{t('compare.fair')}</Badge> : null}
          <LineUpButton comparison={comparison} />
          <ExportComparisonButton comparison={comparison} />
          <IconButton icon="rename" label={t('compare.rename')} onClick={() => onRenaming(true)} />
        </>
      )}
    </TitleHeader>
  );
}
