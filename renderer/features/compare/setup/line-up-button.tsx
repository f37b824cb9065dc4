import { useState } from 'react';
import type { Comparison } from '../../../../main/contract/compare.ts';
import { t } from '../../../i18n/translate.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { LineUpDialog } from './line-up-dialog.tsx';

/** Opens who takes part in a comparison, and how it is judged and run. */
export function LineUpButton({ comparison }: { readonly comparison: Comparison }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <IconButton icon="settings" label={t('compare-setup.line-up')} onClick={() => setIsOpen(true)} />
      {isOpen ? <LineUpDialog comparison={comparison} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}
