import { CompareFeed } from './compare/compare-feed.ts';
import { CompareNews } from './compare/compare-news.ts';
import type { ComparePorts, RunnerParts } from './compare/compare-parts.ts';
import { CompareService } from './compare/compare-service.ts';
import { CompareViews } from './compare/compare-views.ts';
import { Contestants } from './compare/contestants/contestants.ts';
import { CompareExportService, type CompareExportPorts } from './compare/export/compare-export-service.ts';
import { AnswerMeters } from './compare/figures/answer-meters.ts';
import { CompareRunner } from './compare/rounds/compare-runner.ts';
import { ContentionRecord } from './compare/rounds/contention-record.ts';
import type { LoadNotes } from './compare/rounds/load-notes.ts';
import { RoundBoard } from './compare/rounds/round-board.ts';
import { RoundPlanner, type RoundPlannerPorts } from './compare/rounds/round-planner.ts';
import { SpeedBook } from './compare/rounds/speed-book.ts';
import { computeThreads } from './hardware/compute-threads.ts';
import type { PriceService } from './prices/price-service.ts';
import type { EnergyMeter } from './ports/energy-meter.ts';
import type { RunnerPool } from './ports/runner-pool.ts';
import type { LiveRounds, RoundRunner } from './compare/round-runner.ts';
import type { AdapterService } from './adapters/adapter-service.ts';
import type { ModelService } from './models/model-service.ts';
import type { LoadSettingsService } from './runtime/load-settings-service.ts';
import type { Runtime } from './runtime/create-runtime.ts';
import type { ChatPorts } from './chat/chat-parts.ts';
import type { Clock } from './ports/clock.ts';
import type { VoteRecord } from './ports/vote-repository.ts';
import { roundVote } from './votes/round-vote.ts';
import type { Logger } from './ports/host.ts';
import type { Storage } from './ports/repositories.ts';

export type CompareSidePorts = {
  readonly storage: Pick<Storage, 'compare' | 'conversations' | 'votes' | 'benchmarks'>;
  readonly contestants: Contestants;
  readonly pool: RunnerPool;
  readonly energy: EnergyMeter;
  readonly prices: PriceService;
  readonly exchangeFiles: CompareExportPorts['files'];
  readonly planLoad: RoundPlannerPorts['planLoad'];
  readonly ownLoadSettings: RoundPlannerPorts['ownSettings'];
  readonly notes: LoadNotes;
  readonly clock: Clock;
  readonly logger: Logger;
} & Pick<ComparePorts, 'chat' | 'draftSent' | 'roundRevealed' | 'roundTagged'> &
  Pick<CompareExportPorts, 'markdown' | 'host'>;

export type CompareSide = { readonly compare: CompareService; readonly compareExports: CompareExportService };

/** A part of the composition root: contestants side by side. */
export function createCompareSide({ storage, contestants, ...rest }: CompareSidePorts): CompareSide {
  const ports: ComparePorts = {
    ...rest,
    repository: storage.compare,
    conversations: storage.conversations,
    votesOf: (ids) => votesByRound(storage.votes.ofRounds(ids)),
  };
  const feed = new CompareFeed();
  // Views ask the runner what is under way, and the runner tells views: one of them has to come first.
  const late = (): RoundRunner => runner;
  const live: LiveRounds = {
    answer: (id) => late().answer(id),
    failure: (id) => late().failure(id),
    progress: (id) => late().progress(id),
    released: (id) => late().released(id),
    isRunning: (id) => late().isRunning(id),
  };
  const views = new CompareViews({ ...ports, contestants, live });
  const news = new CompareNews(feed, views);
  const parts = { ports, feed, contestants, views, news };
  const runner = createRunner(parts, { storage, ...rest });
  const compareExports = new CompareExportService({
    ...rest,
    whole: views.whole.bind(views),
    prices: () => rest.prices.read().table,
    files: rest.exchangeFiles,
  });
  return { compare: new CompareService({ ...parts, runner }), compareExports };
}

function createRunner(
  parts: RunnerParts,
  { storage, pool, energy, planLoad, ownLoadSettings, notes, chat, logger }: Omit<CompareSidePorts, 'contestants'>,
): CompareRunner {
  const speeds = new SpeedBook(storage.benchmarks);
  const planner = new RoundPlanner({
    planLoad,
    loadSettings: parts.contestants.loadSettings.bind(parts.contestants),
    ownSettings: ownLoadSettings,
    notes,
    pool,
    speeds,
    threads: computeThreads(),
    logger,
  });
  return new CompareRunner(parts, {
    repository: storage.compare,
    conversations: storage.conversations,
    chat,
    pool,
    planner,
    board: new RoundBoard(() => performance.now()),
    contention: new ContentionRecord(),
    meters: new AnswerMeters({ energy, pool }),
    speeds,
    notes,
    feed: parts.feed,
    news: parts.news,
    logger,
  });
}

function votesByRound(votes: readonly VoteRecord[]): ReturnType<ComparePorts['votesOf']> {
  return new Map(votes.flatMap((vote) => (vote.roundId === null ? [] : [[vote.roundId, roundVote(vote)] as const])));
}

type ContestantSidePorts = {
  readonly storage: Pick<Storage, 'compare' | 'chatSettings'>;
  readonly models: Pick<ModelService, 'list' | 'find'>;
  readonly adapters: Pick<AdapterService, 'find'>;
  readonly loadSettings: Pick<LoadSettingsService, 'of'>;
  readonly clock: Clock;
};

/** Who takes part: chat asks for them too, before there is anything to compare. */
export function createContestants({
  storage,
  models,
  adapters,
  loadSettings,
  clock,
}: ContestantSidePorts): Contestants {
  return new Contestants({
    repository: storage.compare,
    models,
    adapterName: (id) => adapters.find(id).facts.name,
    loadSettings: loadSettings.of.bind(loadSettings),
    chatDefaults: () => storage.chatSettings.defaults().value,
    clock,
  });
}

/** How models are loaded for conversations: those of columns as their contestants say. */
export function loadAsContestant(
  prepareLoad: Runtime['prepareLoad'],
  side: {
    readonly contestants: Contestants;
    readonly notes: LoadNotes;
    readonly loadSettings: Pick<LoadSettingsService, 'of'>;
  },
): ChatPorts['prepareLoad'] {
  const { contestants, notes, loadSettings } = side;
  return (id, signal, { conversationId, ...load } = {}) => {
    const own = conversationId === undefined ? null : contestants.loadSettingsFor(conversationId);
    const sequences = conversationId === undefined ? 1 : notes.sequencesFor(conversationId);
    notes.prepared(id, own ?? loadSettings.of(id));
    return prepareLoad(id, signal, own === null ? load : { ...load, settings: own, sequences });
  };
}
