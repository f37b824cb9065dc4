import type { VoteLine, VotesEvent } from '../../../../main/contract/votes.ts';

/** `version` is another one whenever any vote is. */
export type KnownVotes = {
  readonly version: number;
  /** Newest first. */
  readonly votes: readonly VoteLine[];
  readonly criteria: readonly string[];
};

/** Applies one event of `votes.watch`. */
export function reduceVotes(known: KnownVotes | null, event: VotesEvent): KnownVotes | null {
  if (event.type === 'snapshot') {
    const { version, votes, criteria } = event;
    return { version, votes, criteria };
  }
  if (known === null) return null;
  const gone = new Set([...event.removedIds, ...event.votes.map(({ id }) => id)]);
  const others = known.votes.filter(({ id }) => !gone.has(id));
  const votes = [...event.votes, ...others].toSorted((one, other) => other.createdAtMs - one.createdAtMs);
  return { ...known, version: event.version, votes };
}
