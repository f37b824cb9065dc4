import {
  answerSchema,
  comparisonSchema,
  roundSchema,
  type Answer,
  type Comparison,
  type Round,
} from '../../../main/contract/compare.ts';
import { contestantSchema, type Contestant } from '../../../main/contract/contestants.ts';

type Changes<T> = Partial<Record<keyof T, unknown>>;

export function aContestant(changes: Changes<Contestant> = {}): Contestant {
  return contestantSchema.parse({
    id: 'k1',
    name: 'Tiny',
    isNamedByPerson: false,
    setup: { modelId: 'm1', load: {}, settings: {}, systemPrompt: '', variables: {} },
    modelName: 'Tiny',
    quantization: 'Q4_K_M',
    differences: [],
    isThere: true,
    createdAtMs: 1_000,
    ...changes,
  });
}

export function anAnswer(changes: Changes<Answer> = {}): Answer {
  return answerSchema.parse({
    id: 'a1',
    place: 0,
    columnId: 'col1',
    contestant: aContestant(),
    status: 'complete',
    phase: null,
    text: '',
    reasoning: '',
    stopReason: 'end',
    error: null,
    messageId: 'r1',
    versionIds: ['r1'],
    stats: null,
    figures: null,
    textStatistics: null,
    ...changes,
  });
}

export function aWritingAnswer(changes: Changes<Answer> = {}): Answer {
  return anAnswer({ status: 'writing', stopReason: null, phase: { phase: 'generating' }, ...changes });
}

export function aRound(changes: Changes<Round> = {}): Round {
  return roundSchema.parse({
    id: 'w1',
    text: 'Which weighs more?',
    attachments: [],
    tags: [],
    seed: 1,
    isBlind: false,
    isVeiled: false,
    progress: null,
    answers: [anAnswer()],
    vote: null,
    createdAtMs: 1_000,
    ...changes,
  });
}

export function aComparison(changes: Changes<Comparison> = {}): Comparison {
  return comparisonSchema.parse({
    id: 'v1',
    title: 'Which weighs more',
    mode: 'open',
    timing: 'quick',
    revealsAfterVote: true,
    columns: [
      { id: 'col1', contestant: aContestant() },
      { id: 'col2', contestant: aContestant({ id: 'k2', name: 'Other' }) },
    ],
    columnCount: 2,
    isVeiled: false,
    source: null,
    createdAtMs: 1_000,
    updatedAtMs: 1_000,
    ...changes,
  });
}
