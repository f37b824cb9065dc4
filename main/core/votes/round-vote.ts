import type { RoundVote } from '../../contract/votes.ts';
import type { VoteRecord } from '../ports/vote-repository.ts';

/** A vote as the screen of its round shows it; names of contestants are no part of it. */
export function roundVote({ id, outcome, note, isBlind, createdAtMs, entries }: VoteRecord): RoundVote {
  const marks: RoundVote['marks'] = {};
  for (const entry of entries) {
    if (entry.answerId !== null && Object.keys(entry.marks).length > 0) marks[entry.answerId] = entry.marks;
  }
  const bestId = entries.find(({ isBest }) => isBest)?.answerId ?? null;
  return { id, outcome, bestId, marks, note, isBlind, createdAtMs };
}
