import { useRef, type CSSProperties } from 'react';
import type { ReadyComparison } from '../../../state/compare/comparison-state.ts';
import type { ComparisonStore } from '../../../state/compare/comparison-store.ts';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { useAnswerCommands } from './answer-commands.ts';
import { ColumnHeads } from './column-heads.tsx';
import { FirstRound } from './first-round.tsx';
import { LazyRow } from './lazy-row.tsx';
import { RoundRow } from './round-row.tsx';
import { useGridKeys } from './use-grid-keys.ts';
import { useLatestRound } from './use-latest-round.ts';
import styles from './rounds-view.module.css';

/** Rows near the end are drawn at once; those above as they come into reach. */
const drawnAtOnce = 3;
/** From four columns on they are better scrolled than squeezed. */
const manyColumns = 4;

type RoundsViewProps = {
  readonly store: ComparisonStore;
  readonly comparison: ReadyComparison['comparison'];
  readonly rounds: ReadyComparison['rounds'];
};

/** All rounds of a comparison in one scrolling area, so that columns and rows stay together. */
export function RoundsView({ store, comparison, rounds }: RoundsViewProps) {
  const { mode, columns, columnCount } = comparison;
  const scroller = useRef<HTMLDivElement>(null);
  const commands = useAnswerCommands();
  const onKeyDown = useGridKeys();
  const { isLatest, jump } = useLatestRound(scroller, rounds);
  const sizes = {
    '--least-column': columnCount < manyColumns ? '15rem' : '17.5rem',
    '--heads': mode === 'open' ? '3rem' : '0rem',
  } as CSSProperties;
  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        style={sizes}
        role="region"
        data-rounds
        aria-label={t('compare.rounds')}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {mode === 'open' ? <ColumnHeads comparison={comparison} /> : null}
        {comparison.source === null ? null : (
          <p className={styles.source}>
            {t('compare.source', { title: comparison.source.title, count: comparison.source.messages })}
          </p>
        )}
        {rounds.length === 0 ? <FirstRound comparison={comparison} /> : null}
        {rounds.map((round, place) => (
          <LazyRow key={round.id} scroller={scroller} isDrawnAtOnce={place >= rounds.length - drawnAtOnce}>
            <RoundRow
              store={store.shown}
              mode={mode}
              columns={columns}
              round={round}
              number={place + 1}
              isLast={place === rounds.length - 1}
              commands={commands}
            />
          </LazyRow>
        ))}
      </div>
      {isLatest ? null : (
        <Button size="small" icon="arrow-down" className={styles.jump} onClick={jump}>
          {t('compare.jump')}
        </Button>
      )}
    </div>
  );
}
