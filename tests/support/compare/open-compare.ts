import { onTestFinished } from 'vitest';
import type { CompareEvent, ComparisonListEvent } from '../../../main/contract/compare.ts';
import { defaultLoadSettings } from '../../../main/contract/load-settings.ts';
import type {
  AnswerId,
  ComparisonId,
  ConversationId,
  MessageId,
  ModelId,
  RoundId,
} from '../../../main/contract/ids.ts';
import type { Model } from '../../../main/contract/models.ts';
import { CompareFeed } from '../../../main/core/compare/compare-feed.ts';
import { CompareNews } from '../../../main/core/compare/compare-news.ts';
import type { ComparePorts } from '../../../main/core/compare/compare-parts.ts';
import { CompareService } from '../../../main/core/compare/compare-service.ts';
import { CompareViews } from '../../../main/core/compare/compare-views.ts';
import { Contestants } from '../../../main/core/compare/contestants/contestants.ts';
import type { RoundRunner } from '../../../main/core/compare/round-runner.ts';
import { createCompareRepository } from '../../../main/storage/compare-repository.ts';
import { exampleModel } from '../example-model.ts';
import { openChat } from '../open-chat.ts';
import { exchangeOf, roundOf } from './compare-records.ts';

/** The services of comparing over a real database and real chat; nothing runs: answers are put down by the test. */
export function openCompare(around: Partial<RoundRunner> = {}) {
  const opened = openChat();
  const repository = createCompareRepository(opened.database);
  const models: Model[] = ['tiny', 'large', 'third'].map((id) => ({
    ...exampleModel,
    id: id as ModelId,
    facts: { ...exampleModel.facts, name: `Model ${id}`, quantization: 'Q4_K_M' },
  }));
  const clock = { now: () => 5 };
  const contestants = new Contestants({
    repository,
    models: { list: () => models, find: (id) => models.find((model) => model.id === id) ?? exampleModel },
    adapterName: String,
    loadSettings: () => defaultLoadSettings,
    chatDefaults: () => ({}),
    clock,
  });
  const told: string[] = [];
  const ports: ComparePorts = {
    repository,
    conversations: opened.conversations,
    chat: opened.chat,
    votesOf: () => new Map(),
    draftSent: (key) => void told.push(`sent ${key}`),
    roundRevealed: () => void told.push('revealed'),
    roundTagged: (_id, tags) => void told.push(`tagged ${tags.join(', ')}`),
    clock,
    logger: opened.logger,
  };
  const runner = { ...restingRunner(repository), ...around };
  const feed = new CompareFeed();
  const views = new CompareViews({ ...ports, contestants, live: runner });
  const compare = new CompareService({ ports, feed, contestants, views, news: new CompareNews(feed, views), runner });
  onTestFinished(() => compare.dispose());
  return {
    ...{ ...opened, compare, repository, contestants, models, told },
    /** Everything that is said of a comparison from now on. */
    heardOf(id: ComparisonId): CompareEvent[] {
      const events: CompareEvent[] = [];
      onTestFinished(compare.watch(id, (event) => void events.push(event)));
      return events;
    },
    heardOfList(): ComparisonListEvent[] {
      const events: ComparisonListEvent[] = [];
      onTestFinished(compare.watchList((event) => void events.push(event)));
      return events;
    },
    /** A round that every column has answered. */
    answered(id: ComparisonId, round: string, { isBlind = false, text = `Prompt ${round}` } = {}): RoundId {
      const columns = repository.find(id)?.columns.filter(({ isRemoved }) => !isRemoved) ?? [];
      const ids = columns.map((column) => column.id);
      const answers = (isBlind ? ids.toReversed() : ids).map((columnId, place) => ({
        id: `${round}-answer-${place}` as AnswerId,
        columnId,
        place,
      }));
      repository.addRound(roundOf(round, id, [], { isBlind, text, answers }));
      for (const [place, column] of columns.entries()) {
        const parent = opened.conversations.activeLeaf(column.conversationId);
        const exchange = exchangeOf(column.conversationId, `${round}-${place}`, { parent, asked: text });
        opened.conversations.append(exchange, { conversationId: column.conversationId, updatedAtMs: 3 });
        const answer = repository.findRound(round as RoundId)?.answers.find(({ columnId }) => columnId === column.id);
        if (answer) repository.setAnswerMessage(answer.id, `${round}-${place}-reply` as MessageId);
      }
      return round as RoundId;
    },
    said: (id: ConversationId): string[] => opened.path(id).map(({ text }) => text),
  };
}

function restingRunner(repository: ReturnType<typeof createCompareRepository>): RoundRunner {
  const nothing = (): Promise<never> => Promise.reject(new Error('nothing runs here'));
  return {
    answer: () => null,
    progress: () => null,
    released: () => null,
    failure: () => null,
    isRunning: () => false,
    plan: nothing,
    planSetups: nothing,
    ask: ({ comparisonId, text }) => {
      const columns = repository.find(comparisonId)?.columns.map(({ id }) => id) ?? [];
      repository.addRound(roundOf('asked', comparisonId, columns, { text }));
      return { roundId: 'asked' as RoundId };
    },
    runMissing: () => undefined,
    regenerate: () => undefined,
    continueAnswer: () => undefined,
    selectVersion: () => undefined,
    revealed: () => undefined,
    stopRound: () => Promise.resolve(),
    stopAnswer: () => Promise.resolve(),
    stopComparison: () => Promise.resolve(),
    dispose: () => Promise.resolve(),
  };
}
