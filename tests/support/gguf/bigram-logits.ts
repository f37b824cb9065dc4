import type { BigramChain } from './bigram-vocabulary.ts';
import { seededRandom } from './seeded-random.ts';

/** A logit no sampler picks, even at a high temperature. */
const never = -60;
/** How far a seed bends the learnt odds, in logits. */
const bend = 0.4;

export type LogitTable = {
  readonly size: number;
  /** `values[from * size + to]`. */
  readonly values: Float32Array;
};

/**
 * Next-token logits for every token. Tokens the text never taught (bytes, turn marks) lead to a reply's first word.
 * The greedy reply is a path that meets no token twice, so it ends at temperature 0 as well.
 * @param idOf the id of a piece of the chain.
 * @param afterEnd ids that follow a reply's last piece: the end-of-turn token, or pieces again for an endless model.
 */
export function bigramLogits(
  chain: BigramChain,
  options: {
    readonly size: number;
    readonly seed: number;
    readonly idOf: (piece: string) => number;
    readonly afterEnd: readonly number[];
  },
): LogitTable {
  const { size, idOf } = options;
  const random = seededRandom(options.seed);
  const rows = new Map<number, Map<number, number>>();
  const bent = (counts: Iterable<readonly [number, number]>): Map<number, number> =>
    new Map([...counts].map(([to, count]) => [to, Math.log(count) + (random.next() * 2 - 1) * bend]));
  for (const [from, counts] of chain.transitions) {
    rows.set(idOf(from), bent([...counts].map(([to, count]) => [idOf(to), count])));
  }
  for (const piece of chain.ends) rows.set(idOf(piece), bent(options.afterEnd.map((id) => [id, 1])));
  const starts = bent([...chain.starts].map(([piece, count]) => [idOf(piece), count]));
  preferSimplePath(rows, starts, options.afterEnd);
  const values = new Float32Array(size * size).fill(never);
  for (let from = 0; from < size; from += 1) {
    for (const [to, logit] of rows.get(from) ?? starts) values[from * size + to] = logit;
  }
  return { size, values };
}

/** Raises the odds along one path from the start to the end that meets no token twice: the reply at temperature 0. */
function preferSimplePath(
  rows: Map<number, Map<number, number>>,
  starts: Map<number, number>,
  goals: readonly number[],
): void {
  const path: number[] = [];
  const walk = (row: Map<number, number>): boolean => {
    for (const [to] of [...row].sort((left, right) => right[1] - left[1])) {
      if (path.includes(to)) continue;
      path.push(to);
      const next = rows.get(to);
      if (goals.includes(to) || (next !== undefined && walk(next))) return true;
      path.pop();
    }
    return false;
  };
  if (!walk(starts)) throw new Error('The text has no path from its start to its end');
  let row: Map<number, number> | undefined = starts;
  for (const to of path) {
    row?.set(to, Math.max(...row.values()) + 0.05);
    row = rows.get(to);
  }
}
