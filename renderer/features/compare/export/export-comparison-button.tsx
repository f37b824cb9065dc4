import { useMemo, useState } from 'react';
import type { Comparison } from '../../../../main/contract/compare.ts';
import { t } from '../../../i18n/translate.ts';
import type { AppAction } from '../../../state/app-services.ts';
import { useActions } from '../../../state/hooks.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { ExportComparisonDialog } from './export-comparison-dialog.tsx';

type ExportComparisonButtonProps = { readonly comparison: Pick<Comparison, 'id' | 'isVeiled'> };

/** The comparison as a file to share. */
export function ExportComparisonButton({ comparison }: ExportComparisonButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  useActions(useMemo(() => [exportAction(() => setIsOpen(true))], []));
  return (
    <>
      <IconButton icon="export" label={t('compare-export.title')} onClick={() => setIsOpen(true)} />
      {isOpen ? <ExportComparisonDialog comparison={comparison} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}

function exportAction(run: () => void): AppAction {
  return { id: 'compare.export', label: 'compare-export.title', icon: 'export', section: 'compare', run };
}
