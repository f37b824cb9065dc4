import { memo, useId, type CSSProperties } from 'react';
import type { Comparison, Round } from '../../../../main/contract/compare.ts';
import { t } from '../../../i18n/translate.ts';
import type { ComparisonState } from '../../../state/compare/comparison-state.ts';
import { roundCells, type RoundCell } from '../../../state/compare/round-cells.ts';
import type { Store } from '../../../state/store.ts';
import { classNames } from '../../../ui/class-names.ts';
import { RoundTools } from '../figures/round-tools.tsx';
import { VotingBar } from '../voting/voting-bar.tsx';
import { AnswerCell } from './answer-cell.tsx';
import type { AnswerCommands } from './answer-commands.ts';
import { RoundFoot } from './round-foot.tsx';
import { RoundPrompt } from './round-prompt.tsx';
import styles from './round-row.module.css';

type RoundRowProps = {
  readonly store: Store<ComparisonState>;
  readonly mode: Comparison['mode'];
  readonly columns: Comparison['columns'];
  readonly round: Round;
  /** 1 for the first prompt. */
  readonly number: number;
  readonly isLast: boolean;
  readonly commands: AnswerCommands;
};

/** A prompt, and every answer to it side by side. */
export const RoundRow = memo(function RoundRow(props: RoundRowProps) {
  const { store, mode, columns, round, number, isLast, commands } = props;
  const id = useId();
  const { isAligned, cells } = roundCells(round, { mode, columns });
  const isDue = round.isVeiled || round.progress !== null;
  return (
    <article className={classNames(styles.round, isLast && styles.last)} data-round={round.id} aria-labelledby={id}>
      <div className={styles.across}>
        <RoundPrompt id={id} round={round} number={number} tools={<RoundTools round={round} isLast={isLast} />} />
      </div>
      <div className={styles.answers} style={columnCount(cells.length)}>
        {cells.map(({ key, answer }) =>
          answer === null ? (
            <p key={key} className={classNames(styles.cell, styles.none)}>
              {t('compare.no-answer')}
            </p>
          ) : (
            <div key={key} className={styles.cell}>
              <AnswerCell
                store={store}
                answer={answer}
                roundId={round.id}
                isBlind={round.isBlind}
                isVeiled={round.isVeiled}
                hasHead={!isAligned || isOfAnother(cells, key)}
                isLast={isLast}
                commands={commands}
              />
            </div>
          ),
        )}
      </div>
      <div className={classNames(styles.across, styles.end, isDue && styles.stuck)}>
        <RoundFoot round={round} commands={commands} />
        <VotingBar round={round} shown={{ mode, columns }} number={number} />
      </div>
    </article>
  );
});

/** How many stand side by side, for the style sheets. */
export function columnCount(count: number): CSSProperties {
  return { '--columns': count } as CSSProperties;
}

/** The column has another contestant by now, so its head tells nothing of this answer. */
function isOfAnother(cells: readonly RoundCell[], key: string): boolean {
  const cell = cells.find((known) => known.key === key);
  return cell?.answer?.contestant?.id !== cell?.column?.contestant.id;
}
