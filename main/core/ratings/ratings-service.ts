import type { ContestantId } from '../../contract/ids.ts';
import type { Ratings, RatingsInput } from '../../contract/ratings.ts';
import type { VoteRepository } from '../ports/vote-repository.ts';
import { arrangeVotes, type ArrangedVotes, type Named } from './arrange-votes.ts';
import { assembleRatings } from './assemble-ratings.ts';
import { runRatingTask } from './rating-work.ts';

export type RatingsPorts = {
  readonly votes: Pick<VoteRepository, 'ballots'>;
  readonly contestants: { readonly describe: (ids: readonly ContestantId[]) => ReadonlyMap<ContestantId, Named> };
  /** Grows with every change of any vote. */
  readonly version: () => number;
};

/** Times that votes are drawn: fewer where each takes longer, so that an answer never takes more than a few seconds. */
const drawBudget = 400_000;
const draws = { most: 1000, least: 300 } as const;

/** Who is how good, by all votes of this person. */
export class RatingsService {
  readonly #ports: RatingsPorts;
  readonly #disposal = new AbortController();
  #last: Promise<unknown> = Promise.resolve();
  #known: { readonly version: number; readonly byInput: Map<string, Promise<Ratings>> } = {
    version: -1,
    byInput: new Map(),
  };

  constructor(ports: RatingsPorts) {
    this.#ports = ports;
  }

  /** The same question about the same votes is computed once. @throws AppError `shutting-down`. */
  compute(input: RatingsInput): Promise<Ratings> {
    const version = this.#ports.version();
    if (this.#known.version !== version) this.#known = { version, byInput: new Map() };
    const { byInput } = this.#known;
    const arranged = this.#arrange(input);
    // Contestants may be renamed between two votes.
    const key = JSON.stringify([input, arranged.subjects]);
    const known = byInput.get(key);
    if (known) return known;
    const computed = this.#last.then(() => this.#compute(arranged, version));
    byInput.set(key, computed);
    // One thread at a time: answers of models need the cores more. What failed is tried again when it is asked for.
    this.#last = computed.catch(() => byInput.delete(key));
    return computed;
  }

  async dispose(): Promise<void> {
    this.#disposal.abort();
    await this.#last;
  }

  async #compute(arranged: ArrangedVotes, version: number): Promise<Ratings> {
    const { choices, subjects, features } = arranged;
    const rounds = features.length === 0 ? draws.most : clamp(Math.round(drawBudget / choices.length));
    const options = { contestants: subjects.length, styles: features.length, rounds };
    return assembleRatings(arranged, await runRatingTask({ choices, options }, this.#disposal.signal), version);
  }

  #arrange(input: RatingsInput): ArrangedVotes {
    const { votes, contestants } = this.#ports;
    const ballots = votes.ballots();
    const ids = new Set(ballots.flatMap(({ entries }) => entries.map(({ contestantId }) => contestantId)));
    return arrangeVotes(ballots, contestants.describe([...ids]), input);
  }
}

function clamp(rounds: number): number {
  return Math.max(draws.least, Math.min(draws.most, rounds));
}
