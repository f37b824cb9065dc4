import type { Clock } from './ports/clock.ts';
import type { Storage } from './ports/repositories.ts';
import { VoteService, type VotePorts } from './votes/vote-service.ts';

export type VotesSidePorts = {
  readonly storage: Storage;
  readonly clock: Clock;
} & Pick<VotePorts, 'nameOf' | 'isUnderWay' | 'reveal' | 'roundChanged'>;

export type VotesSide = { readonly votes: VoteService };

/** A part of the composition root: verdicts on rounds. */
export function createVotesSide({ storage, ...ports }: VotesSidePorts): VotesSide {
  const { votes, compare, conversations } = storage;
  return { votes: new VoteService({ ...ports, votes, compare, tree: conversations }) };
}
