import type { ComparisonId, RoundId } from '../../contract/ids.ts';
import type { DraftKey } from '../../contract/drafts.ts';
import { AppError } from '../../contract/errors.ts';
import type { RoundVote } from '../../contract/votes.ts';
import type { ChatService } from '../chat/chat-service.ts';
import type { Clock } from '../ports/clock.ts';
import type { CompareRepository, ComparisonRecord, RoundRecord } from '../ports/compare-repository.ts';
import type { Logger } from '../ports/host.ts';
import type { ConversationRepository } from '../ports/repositories.ts';
import type { CompareFeed } from './compare-feed.ts';
import type { CompareNews } from './compare-news.ts';
import type { CompareViews } from './compare-views.ts';
import type { Contestants } from './contestants/contestants.ts';
import type { RoundRunner } from './round-runner.ts';

export type ComparePorts = {
  readonly repository: CompareRepository;
  readonly conversations: Pick<ConversationRepository, 'find' | 'activeLeaf' | 'pathIds' | 'pathTo' | 'findMessages'>;
  readonly chat: ChatService;
  /** Verdicts on rounds, where there are any. */
  readonly votesOf: (ids: readonly RoundId[]) => ReadonlyMap<RoundId, RoundVote>;
  /** A draft went out with a prompt. */
  readonly draftSent: (key: DraftKey) => void;
  readonly roundRevealed: (id: RoundId) => void;
  readonly roundTagged: (id: RoundId, tags: readonly string[]) => void;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** What takes rounds to their answers has of the others. */
export type RunnerParts = Omit<CompareParts, 'runner'>;

/** What the services of comparing share: one store, one feed, what is told of whom. */
export type CompareParts = {
  readonly ports: ComparePorts;
  readonly feed: CompareFeed;
  readonly contestants: Contestants;
  readonly views: CompareViews;
  readonly news: CompareNews;
  readonly runner: RoundRunner;
};

/** @throws AppError `not-found`. */
export function comparisonOf({ ports }: Pick<CompareParts, 'ports'>, id: ComparisonId): ComparisonRecord {
  const comparison = ports.repository.find(id);
  if (!comparison) throw new AppError('not-found', { what: 'comparison' });
  return comparison;
}

/** @throws AppError `not-found`. */
export function roundOf({ ports }: Pick<CompareParts, 'ports'>, id: RoundId): RoundRecord {
  const round = ports.repository.findRound(id);
  if (!round) throw new AppError('not-found', { what: 'round' });
  return round;
}

export function newId<Id extends string>(): Id {
  return crypto.randomUUID() as Id;
}
