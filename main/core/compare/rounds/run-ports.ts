import type { ChatService } from '../../chat/chat-service.ts';
import type { CompareRepository } from '../../ports/compare-repository.ts';
import type { Logger } from '../../ports/host.ts';
import type { MessageTree } from '../../ports/message-tree.ts';
import type { RunnerPool } from '../../ports/runner-pool.ts';
import type { CompareFeed } from '../compare-feed.ts';
import type { CompareNews } from '../compare-news.ts';
import type { AnswerMeters } from '../figures/answer-meters.ts';
import type { ContentionRecord } from './contention-record.ts';
import type { LoadNotes } from './load-notes.ts';
import type { RoundBoard } from './round-board.ts';
import type { RoundPlanner } from './round-planner.ts';
import type { SpeedBook } from './speed-book.ts';

/** What a run of a round works with. */
export type RunPorts = {
  readonly repository: CompareRepository;
  readonly conversations: Pick<MessageTree, 'findRecord' | 'pathIds'>;
  readonly chat: ChatService;
  readonly pool: Pick<RunnerPool, 'runtimes' | 'isBusy' | 'subscribe' | 'loaded'>;
  readonly planner: RoundPlanner;
  readonly board: RoundBoard;
  readonly contention: ContentionRecord;
  readonly meters: AnswerMeters;
  readonly speeds: SpeedBook;
  readonly notes: LoadNotes;
  readonly feed: CompareFeed;
  readonly news: CompareNews;
  readonly logger: Logger;
};
