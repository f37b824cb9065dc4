import { useState } from 'react';
import type { Round } from '../../../../main/contract/compare.ts';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { DifferenceDialog } from '../difference/difference-dialog.tsx';
import { FiguresDialog } from './figures-dialog.tsx';
import styles from './figures.module.css';

type RoundToolsProps = { readonly round: Round };

/** Looks at a round's answers together: their figures, and how two of them differ. Nothing while it is written. */
export function RoundTools({ round }: RoundToolsProps) {
  const [open, setOpen] = useState<'figures' | 'difference' | null>(null);
  const written = round.answers.filter(({ text }) => text !== '');
  const hasFigures = round.answers.some(({ stats, textStatistics }) => stats !== null || textStatistics !== null);
  if (round.progress !== null || (written.length < 2 && !hasFigures)) return null;
  const close = (): void => setOpen(null);
  return (
    <div className={styles.tools}>
      {hasFigures ? (
        <Button size="small" variant="quiet" aria-haspopup="dialog" onClick={() => setOpen('figures')}>
          {t('figures.open')}
        </Button>
      ) : null}
      {written.length < 2 ? null : (
        <Button size="small" variant="quiet" aria-haspopup="dialog" onClick={() => setOpen('difference')}>
          {t('difference.open')}
        </Button>
      )}
      {open === 'figures' ? <FiguresDialog round={round} onClose={close} /> : null}
      {open === 'difference' ? <DifferenceDialog round={round} onClose={close} /> : null}
    </div>
  );
}
