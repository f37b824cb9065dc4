import { useMemo, useState } from 'react';
import type { Round } from '../../../../main/contract/compare.ts';
import { t } from '../../../i18n/translate.ts';
import type { AppAction } from '../../../state/app-services.ts';
import { useActions } from '../../../state/hooks.ts';
import { Button } from '../../../ui/button.tsx';
import { DifferenceDialog } from '../difference/difference-dialog.tsx';
import { FiguresDialog } from './figures-dialog.tsx';
import styles from './figures.module.css';

type RoundToolsProps = {
  readonly round: Round;
  /** Of the last prompt, whose answers the palette's commands are about. */
  readonly isLast: boolean;
};
type Opened = 'figures' | 'difference';

/** Looks at a round's answers together: their figures, and how two of them differ. Nothing while it is written. */
export function RoundTools({ round, isLast }: RoundToolsProps) {
  const [open, setOpen] = useState<Opened | null>(null);
  const written = round.answers.filter(({ text }) => text !== '');
  const hasFigures = round.answers.some(({ stats, textStatistics }) => stats !== null || textStatistics !== null);
  const isIdle = round.progress === null;
  const canCompare = isIdle && written.length > 1;
  const canMeasure = isIdle && hasFigures;
  useActions(
    useMemo(() => (isLast ? toolActions({ canMeasure, canCompare }, setOpen) : []), [isLast, canMeasure, canCompare]),
  );
  if (!canMeasure && !canCompare) return null;
  const close = (): void => setOpen(null);
  return (
    <div className={styles.tools}>
      {canMeasure ? (
        <Button size="small" variant="quiet" aria-haspopup="dialog" onClick={() => setOpen('figures')}>
          {t('figures.open')}
        </Button>
      ) : null}
      {canCompare ? (
        <Button size="small" variant="quiet" aria-haspopup="dialog" onClick={() => setOpen('difference')}>
          {t('difference.open')}
        </Button>
      ) : null}
      {open === 'figures' ? <FiguresDialog round={round} onClose={close} /> : null}
      {open === 'difference' ? <DifferenceDialog round={round} onClose={close} /> : null}
    </div>
  );
}

function toolActions(
  { canMeasure, canCompare }: { readonly canMeasure: boolean; readonly canCompare: boolean },
  open: (what: Opened) => void,
): readonly AppAction[] {
  return [
    {
      id: 'compare.figures',
      label: 'figures.title',
      icon: 'info',
      section: 'compare',
      isEnabled: () => canMeasure,
      run: () => open('figures'),
    },
    {
      id: 'compare.difference',
      label: 'difference.title',
      icon: 'swap',
      section: 'compare',
      isEnabled: () => canCompare,
      run: () => open('difference'),
    },
  ];
}
