import type { Clock } from './ports/clock.ts';
import type { CsvText } from './ports/csv-text.ts';
import type { ExchangeFiles } from './ports/exchange-files.ts';
import type { Host } from './ports/host.ts';
import type { Storage } from './ports/repositories.ts';
import { VoteFiles } from './votes/vote-files.ts';
import { VoteService, type VotePorts } from './votes/vote-service.ts';

export type VotesSidePorts = {
  readonly storage: Storage;
  readonly exchangeFiles: ExchangeFiles;
  readonly csv: CsvText;
  readonly host: Host;
  readonly clock: Clock;
} & Pick<VotePorts, 'nameOf' | 'isUnderWay' | 'reveal' | 'roundChanged'>;

export type VotesSide = { readonly votes: VoteService; readonly voteFiles: VoteFiles };

/** A part of the composition root: verdicts on rounds. */
export function createVotesSide({ storage, exchangeFiles, ...ports }: VotesSidePorts): VotesSide {
  const { compare, conversations } = storage;
  const votes = new VoteService({ ...ports, votes: storage.votes, compare, tree: conversations });
  const voteFiles = new VoteFiles({
    ...ports,
    votes: storage.votes,
    compare,
    files: exchangeFiles,
    onImported: votes.tellAgain.bind(votes),
  });
  return { votes, voteFiles };
}
