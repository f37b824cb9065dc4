import type { Answer, Comparison, ExportComparisonInput, Round } from '../../../contract/compare.ts';
import type { Contestant } from '../../../contract/contestants.ts';
import type { PriceTable } from '../../../contract/prices.ts';

/** What an export is made of: what a page may see of the comparison, so that nothing veiled gets out. */
export type ComparisonContent = {
  readonly comparison: Comparison;
  readonly rounds: readonly Round[];
  readonly options: Omit<ExportComparisonInput, 'comparisonId'>;
  readonly prices: PriceTable;
  readonly appVersion: string;
  readonly exportedAtMs: number;
};

/** Everyone who took part, as far as that is not hidden. */
export function contestantsOf({ comparison, rounds }: ComparisonContent): readonly Contestant[] {
  const all = [
    ...comparison.columns.map(({ contestant }) => contestant),
    ...rounds.flatMap(({ answers }) => answers.flatMap(({ contestant }) => contestant ?? [])),
  ];
  return [...new Map(all.map((contestant) => [contestant.id, contestant])).values()];
}

/** A contestant's name, or a letter while it is hidden. */
export function answerName({ contestant, place }: Pick<Answer, 'contestant' | 'place'>): string {
  return contestant?.name ?? `Answer ${String.fromCharCode(65 + place)}`;
}

/** What kept an answer from its end, in a word; null for one that is whole. */
export function stateOf({ status, stopReason, error }: Answer): string | null {
  switch (status) {
    case 'not-asked':
      return 'Not asked';
    case 'waiting':
    case 'writing':
      return 'Still being written when this was exported';
    case 'stopped':
      return 'Stopped here';
    case 'interrupted':
      return 'Interrupted here';
    case 'failed':
      return error === null ? 'Failed here' : `Failed here (${error.code})`;
    case 'complete':
      return stopReason === 'max-tokens' || stopReason === 'context-full' ? 'Out of room here' : null;
  }
}

/** The verdict in a sentence; null without one. */
export function verdictOf({ vote, answers }: Round): string | null {
  if (vote === null) return null;
  const how = vote.isBlind ? 'names hidden' : 'names seen';
  if (vote.outcome === 'tie') return `Equally good (${how})`;
  if (vote.outcome === 'all-bad') return `None is any good (${how})`;
  const best = answers.find(({ id }) => id === vote.bestId);
  return best === undefined ? null : `Best: ${answerName(best)} (${how})`;
}

/** Marks from 1 to 5 that an answer was given. */
export function marksOf({ vote }: Round, { id }: Answer): readonly (readonly [criterion: string, mark: string])[] {
  return Object.entries(vote?.marks[id] ?? {}).map(([criterion, mark]) => [criterion, `${mark} of 5`]);
}
