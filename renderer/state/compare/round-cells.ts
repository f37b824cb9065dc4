import type { Answer, Column, Comparison, Round } from '../../../main/contract/compare.ts';

/** A place in a row. `answer` is null where a column had none at that time. */
export type RoundCell = {
  readonly key: string;
  readonly answer: Answer | null;
  /** The column above it; null where the row stands by itself. */
  readonly column: Column | null;
};

export type RoundCells = {
  /** Its answers stand under the comparison's heads; else every answer has a head of its own. */
  readonly isAligned: boolean;
  readonly cells: readonly RoundCell[];
};

/**
 * How a round's answers stand beside each other. Under the columns where names and order are known and every answer still
 * has its column; a blind round, and one whose column is gone, stands by itself in its own order.
 */
export function roundCells(round: Round, { mode, columns }: Pick<Comparison, 'mode' | 'columns'>): RoundCells {
  const byColumn = new Map(round.answers.map((answer) => [answer.columnId, answer]));
  const isAligned =
    mode === 'open' &&
    !round.isBlind &&
    round.answers.every(({ columnId }) => columnId !== null && columns.some(({ id }) => id === columnId));
  if (!isAligned) {
    const answers = round.answers.toSorted((one, other) => one.place - other.place);
    return { isAligned, cells: answers.map((answer) => ({ key: answer.id, answer, column: null })) };
  }
  return {
    isAligned,
    cells: columns.map((column) => ({ key: column.id, answer: byColumn.get(column.id) ?? null, column })),
  };
}

/** A, B, C … by place. */
export function answerLetter(place: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + place);
}
