import { AppError } from '../../contract/errors.ts';
import type { RoundId, VoteId } from '../../contract/ids.ts';
import type { CastVoteInput, VotesEvent } from '../../contract/votes.ts';
import { Emitter } from '../emitter.ts';
import type { Clock } from '../ports/clock.ts';
import type { CompareRepository, ContestantRecord, RoundRecord } from '../ports/compare-repository.ts';
import type { MessageTree } from '../ports/message-tree.ts';
import type { VoteRecord, VoteRepository } from '../ports/vote-repository.ts';
import { newVote } from './new-vote.ts';
import { votedAnswers } from './voted-answers.ts';

export type VotePorts = {
  readonly votes: VoteRepository;
  readonly compare: Pick<CompareRepository, 'findRound' | 'findColumn' | 'contestants' | 'find'>;
  readonly tree: Pick<MessageTree, 'findMessages' | 'pathTo' | 'findRecord'>;
  readonly clock: Clock;
  /** As a contestant is called now. */
  readonly nameOf: (contestant: ContestantRecord) => string;
  /** Answers of it are being made, or shown, still. */
  readonly isUnderWay: (id: RoundId) => boolean;
  /** Names of a blind round come out. */
  readonly reveal: (id: RoundId) => void;
  /** Its vote is another one, or gone: whoever looks at it is told. */
  readonly roundChanged: (id: RoundId) => void;
};

/** How long an undone vote can come back, milliseconds. */
const undoWindowMs = 30 * 24 * 60 * 60 * 1000;

/** Verdicts on rounds: each is kept whole, with copies of what was voted on. */
export class VoteService {
  readonly #ports: VotePorts;
  readonly #changed = new Emitter<VotesEvent>();
  #version: number;

  constructor(ports: VotePorts) {
    this.#ports = ports;
    const now = ports.clock.now();
    // Never a number that a page knows from an earlier run.
    this.#version = now;
    ports.votes.purgeUndone(now - undoWindowMs);
  }

  /** Grows with every change of any vote. */
  get version(): number {
    return this.#version;
  }

  watch(listener: (event: VotesEvent) => void): () => void {
    listener(this.#snapshot());
    return this.#changed.subscribe(listener);
  }

  /**
   * A vote before it is replaced. The same verdict once more keeps what it was worth: it stays blind, and so do its marks.
   * @throws AppError `not-found`; `bad-request` while answers are written, for fewer than two answers, or for a best one
   * that failed.
   */
  cast(input: CastVoteInput): { readonly voteId: VoteId } {
    const { votes, compare, tree, clock } = this.#ports;
    const round = this.#round(input.roundId);
    if (this.#ports.isUnderWay(round.id)) throw refused('answers are being written still');
    const answers = votedAnswers(round.answers, tree).map((voted) => ({
      ...voted,
      contestant: this.#contestantOf(voted.answer.columnId),
    }));
    const before = votes.ofRounds([round.id])[0] ?? null;
    const id = crypto.randomUUID() as VoteId;
    const vote = newVote({ id, input, round, answers, before, nowMs: clock.now() });
    votes.save([vote]);
    const comparison = compare.find(round.comparisonId);
    if (round.isBlind && !round.isRevealed && comparison?.revealsAfterVote === true) this.#ports.reveal(round.id);
    this.#tell([id, ...(before === null ? [] : [before.id])], round.id);
    return { voteId: id };
  }

  /** The round is without a vote again; names that were seen stay so. @throws AppError `not-found`. */
  undo(id: VoteId): void {
    const vote = this.#vote(id);
    this.#ports.votes.undo(id, this.#ports.clock.now());
    this.#tell([id], vote.roundId);
  }

  /** Takes the place of what was voted meanwhile. @throws AppError `not-found` when it is too long ago. */
  redo(id: VoteId): void {
    const vote = this.#vote(id);
    const replaced = vote.roundId === null ? [] : this.#ports.votes.ofRounds([vote.roundId]);
    this.#ports.votes.redo(id, this.#ports.clock.now());
    this.#tell([id, ...replaced.map((other) => other.id)], vote.roundId);
  }

  /** @throws AppError `not-found`. */
  setTags(id: VoteId, tags: readonly string[]): void {
    const vote = this.#vote(id);
    this.#ports.votes.setTags(id, distinct(tags));
    this.#tell([id], vote.roundId);
  }

  /** The tags of a round are those of its vote. */
  roundTagged(id: RoundId, tags: readonly string[]): void {
    const [vote] = this.#ports.votes.ofRounds([id]);
    if (vote === undefined) return;
    this.#ports.votes.setTags(vote.id, distinct(tags));
    this.#tell([vote.id], null);
  }

  saveCriteria(names: readonly string[]): void {
    this.#ports.votes.saveCriteria(distinct(names));
    this.tellAgain();
  }

  /** Its names came out: a list may tell who won. */
  roundRevealed(id: RoundId): void {
    const ids = this.#ports.votes.ofRounds([id]).map((vote) => vote.id);
    if (ids.length > 0) this.#tell(ids, null);
  }

  /** Votes came from elsewhere. */
  tellAgain(): void {
    this.#version += 1;
    this.#changed.emit(this.#snapshot());
  }

  #tell(ids: readonly VoteId[], roundId: RoundId | null): void {
    this.#version += 1;
    if (roundId !== null) this.#ports.roundChanged(roundId);
    const lines = this.#ports.votes.lines(ids);
    const removedIds = ids.filter((id) => !lines.some((line) => line.id === id));
    this.#changed.emit({ type: 'changed', version: this.#version, votes: lines, removedIds });
  }

  #snapshot(): VotesEvent {
    const { votes } = this.#ports;
    return { type: 'snapshot', version: this.#version, votes: votes.lines(), criteria: votes.criteria() };
  }

  #round(id: RoundId): RoundRecord {
    const round = this.#ports.compare.findRound(id);
    if (round === null) throw new AppError('not-found', { what: 'round' });
    return round;
  }

  #vote(id: VoteId): VoteRecord {
    const vote = this.#ports.votes.find(id);
    if (vote === null) throw new AppError('not-found', { what: 'vote' });
    return vote;
  }

  #contestantOf(columnId: RoundRecord['answers'][number]['columnId']): {
    readonly id: ContestantRecord['id'];
    readonly name: string;
  } {
    const { compare, nameOf } = this.#ports;
    const column = compare.findColumn(columnId);
    const [contestant] = column === null ? [] : compare.contestants([column.contestantId]);
    if (contestant === undefined) throw new AppError('not-found', { what: 'contestant' });
    return { id: contestant.id, name: nameOf(contestant) };
  }
}

function refused(detail: string): AppError {
  return new AppError('bad-request', { detail });
}

/** Letter case aside; the first of each stays. */
function distinct(names: readonly string[]): readonly string[] {
  const seen = new Map<string, string>();
  for (const name of names) if (!seen.has(name.toLowerCase())) seen.set(name.toLowerCase(), name);
  return [...seen.values()];
}
