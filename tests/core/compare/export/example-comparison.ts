import type { Answer, Comparison, Round } from '../../../../main/contract/compare.ts';
import type { Contestant } from '../../../../main/contract/contestants.ts';
import type {
  AnswerId,
  ColumnId,
  ComparisonId,
  ContestantId,
  ModelId,
  RoundId,
  VoteId,
} from '../../../../main/contract/ids.ts';
import { publishedPrices } from '../../../../main/core/prices/published-prices.ts';
import { textStatistics } from '../../../../main/core/compare/text-statistics.ts';
import type { ComparisonContent } from '../../../../main/core/compare/export/comparison-content.ts';

export function contestant(id: string, more: Partial<Contestant> = {}): Contestant {
  return {
    id: id as ContestantId,
    name: `Model ${id}`,
    isNamedByPerson: false,
    setup: { modelId: 'm' as ModelId, load: {}, settings: {}, systemPrompt: '', variables: {} },
    modelName: 'Tiny',
    quantization: 'Q4_K_M',
    differences: [],
    isThere: true,
    createdAtMs: 0,
    ...more,
  };
}

export function answer(id: string, place: number, text: string, more: Partial<Answer> = {}): Answer {
  return {
    id: id as AnswerId,
    place,
    columnId: `column-${place}` as ColumnId,
    contestant: contestant(id),
    status: 'complete',
    phase: null,
    text,
    reasoning: '',
    stopReason: 'end',
    error: null,
    messageId: null,
    versionIds: [],
    stats: {
      promptTokens: 1200,
      reusedTokens: 0,
      replyTokens: 340,
      firstTokenMs: 412,
      promptTokensPerSecond: 812.4,
      replyTokensPerSecond: 38.26,
      loadMs: 2310,
      reasoningTokens: null,
      reasoningMs: null,
    },
    figures: {
      timing: 'alone',
      memory: { residentBytes: 1_234_000_000, videoMemoryBytes: 0 },
      energy: { joules: 153.25, sources: ['processor'] },
      backend: 'cpu',
      threads: 1,
      contextSize: 4096,
      seed: 7,
    },
    textStatistics: textStatistics(text),
    ...more,
  };
}

/** As the server tells an answer whose name is hidden. */
export function veiledAnswer(id: string, place: number, text: string): Answer {
  const hidden = {
    columnId: null,
    contestant: null,
    stopReason: null,
    stats: null,
    figures: null,
    textStatistics: null,
  };
  return answer(id, place, text, hidden);
}

export function round(answers: readonly Answer[], more: Partial<Round> = {}): Round {
  return {
    id: 'r1' as RoundId,
    text: 'Which tea?',
    attachments: [],
    tags: [],
    seed: 42,
    isBlind: false,
    isVeiled: false,
    progress: null,
    answers,
    vote: null,
    createdAtMs: 0,
    ...more,
  };
}

export function bestVote(bestId: string, more: Partial<NonNullable<Round['vote']>> = {}): Round['vote'] {
  return {
    id: 'v1' as VoteId,
    outcome: 'best',
    bestId: bestId as AnswerId,
    marks: {},
    note: '',
    isBlind: true,
    createdAtMs: 0,
    ...more,
  };
}

export function content(
  rounds: readonly Round[],
  comparison: Partial<Comparison> = {},
  more: Partial<ComparisonContent> = {},
): ComparisonContent {
  return {
    comparison: {
      id: 'c' as ComparisonId,
      title: 'Tea: "the" # leaf',
      mode: 'open',
      timing: 'quick',
      revealsAfterVote: true,
      columns: [],
      columnCount: 2,
      isVeiled: false,
      source: null,
      createdAtMs: 0,
      updatedAtMs: 0,
      ...comparison,
    },
    rounds,
    options: { format: 'html', includesFigures: true, includesReasoning: true },
    prices: publishedPrices,
    appVersion: '1.2.3',
    exportedAtMs: 0,
    ...more,
  };
}
