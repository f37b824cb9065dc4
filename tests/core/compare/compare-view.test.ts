import { expect, test } from 'vitest';
import type { Message } from '../../../main/contract/chat.ts';
import type { Answer } from '../../../main/contract/compare.ts';
import type { Contestant } from '../../../main/contract/contestants.ts';
import type { ContestantId, MessageId } from '../../../main/contract/ids.ts';
import {
  viewComparison,
  viewRound,
  type AnswerFacts,
  type RoundFacts,
} from '../../../main/core/compare/compare-view.ts';
import { textStatistics } from '../../../main/core/compare/text-statistics.ts';
import type { ComparisonRecord, RoundRecord } from '../../../main/core/ports/compare-repository.ts';
import { comparisonOf, columnOf, contestantOf, roundOf } from '../../support/compare/compare-records.ts';

/** Everything here that begins with `secret` may not be told while names are hidden, nor may any of these figures. */
const secretFigures = [271_828, 314_159, 161_803, 141_421, 173_205];

function secretContestant(which: string): Contestant {
  const { key: _key, ownName: _ownName, ...record } = contestantOf(`secret-contestant-${which}`);
  return {
    ...record,
    name: `secret name ${which}`,
    isNamedByPerson: true,
    setup: { ...record.setup, systemPrompt: 'secret prompt' },
    modelName: 'secret model',
    quantization: 'secret-quant',
    differences: ['secret difference'],
    isThere: true,
  };
}

function secretMessage(which: string, more: Partial<Message> = {}): Message {
  return {
    id: `secret-message-${which}` as MessageId,
    conversationId: `secret-talk-${which}` as Message['conversationId'],
    parentId: 'secret-parent' as MessageId,
    role: 'assistant',
    text: `Words of ${which}, ${'all '.repeat(10)}of them`,
    reasoning: 'secret thought',
    status: 'complete',
    stopReason: 'max-tokens',
    error: null,
    modelId: 'secret-model-id' as Message['modelId'],
    modelName: 'secret model',
    stats: {
      promptTokens: 271_828,
      reusedTokens: 0,
      replyTokens: 314_159,
      firstTokenMs: 161_803,
      promptTokensPerSecond: 1,
      replyTokensPerSecond: 1,
      loadMs: 0,
      reasoningTokens: null,
      reasoningMs: null,
    },
    createdAtMs: 1,
    siblingIds: [`secret-sibling-${which}` as MessageId],
    givenLength: 0,
    rating: null,
    attachments: [],
    summary: null,
    leftOutMessages: 0,
    structure: null,
    ...more,
  };
}

function factsOf(round: RoundRecord, answers: readonly Partial<AnswerFacts>[]): RoundFacts {
  return {
    record: round,
    progress: null,
    vote: null,
    answers: answers.map((facts, place) => ({
      record: {
        id: `answer-${place}` as Answer['id'],
        roundId: round.id,
        columnId: `secret-column-${place}` as AnswerFacts['record']['columnId'],
        place,
        messageId: `secret-message-${place}` as MessageId,
      },
      contestant: secretContestant(String(place)),
      message: secretMessage(String(place)),
      live: null,
      failure: null,
      released: null,
      figures: {
        timing: 'alone',
        memory: { residentBytes: 141_421, videoMemoryBytes: 0 },
        energy: null,
        backend: 'cuda',
        threads: 3,
        contextSize: 4096,
        seed: 1,
      },
      textStatistics: { ...textStatistics(''), words: 173_205 },
      ...facts,
    })),
  };
}

const { attachmentIds: _ids, sentDraft: _draft, answers: _answers, ...plain } = roundOf('round', 'duel', []);
const blindRound: RoundRecord = { ...plain, isBlind: true, isRevealed: false, attachments: [], answers: [] };

const everyState: readonly Partial<AnswerFacts>[] = [
  {},
  { message: null, live: { status: 'waiting', phase: null } },
  {
    live: { status: 'writing', phase: { phase: 'loading', fraction: 0.271_828 } },
    released: { length: 5, isAll: false },
  },
  { released: { length: 12, isAll: false } },
  {
    message: secretMessage('3', {
      status: 'failed',
      stopReason: 'failed',
      error: { code: 'model-missing', params: { name: 'secret model', path: '/secret' }, isRetryable: false },
    }),
  },
  { message: null, failure: { code: 'model-missing', params: { name: 'secret model' }, isRetryable: false } },
  { message: secretMessage('5', { status: 'interrupted', stopReason: 'interrupted' }) },
];

test('while names are hidden, nothing that is sent tells who wrote what, in whatever state an answer is', () => {
  const round = viewRound(factsOf(blindRound, everyState));
  const comparison: ComparisonRecord = {
    ...comparisonOf('duel', { mode: 'blind' }),
    columns: ['left', 'right'].map((id) => ({
      ...columnOf(`secret-${id}`, 'secret-contestant-0'),
      comparisonId: blindRound.comparisonId,
      isRemoved: false,
    })),
  };
  const contestants = new Map([['secret-contestant-0' as ContestantId, secretContestant('0')]]);
  const sent = JSON.stringify([round, viewComparison(comparison, [blindRound], contestants)]);
  expect(sent).not.toMatch(/secret|loading|max-tokens|cuda|4096|model-missing/);
  for (const figure of secretFigures) expect(sent).not.toContain(String(figure));
  expect(round.answers.map(({ status, error }) => [status, error?.code ?? null])).toEqual([
    ['complete', null],
    ['waiting', null],
    ['writing', null],
    ['writing', null],
    ['failed', 'answer-failed'],
    ['failed', 'answer-failed'],
    ['interrupted', null],
  ]);
});

test('words come out as far as they are released and no further', () => {
  const texts = viewRound(factsOf(blindRound, everyState)).answers.map(({ text }) => text);
  expect([texts[1], texts[2], texts[3]]).toEqual(['', 'Words', 'Words of 3, ']);
});

test('once it is revealed everything is told', () => {
  const round = viewRound(factsOf({ ...blindRound, isRevealed: true }, [{}]));
  expect(round.isVeiled).toBe(false);
  expect(round.answers[0]).toMatchObject({
    columnId: 'secret-column-0',
    contestant: { name: 'secret name 0' },
    reasoning: 'secret thought',
    stopReason: 'max-tokens',
    messageId: 'secret-message-0',
    versionIds: ['secret-sibling-0'],
    stats: { replyTokens: 314_159 },
    figures: { backend: 'cuda' },
    textStatistics: { words: 173_205 },
  });
});
