import { expect, it } from 'vitest';
import type { Model } from '../../../main/contract/models.ts';
import {
  beginWith,
  firstTwins,
  firstWay,
  obstacle,
  withCopy,
  withMoved,
  withNext,
  withoutEntrant,
  type LineUp,
} from '../../../renderer/state/compare/setup/line-up.ts';
import { quantizationsOf, rankModels } from '../../../renderer/state/compare/setup/model-groups.ts';
import { modelOf } from '../library/library-fixtures.ts';

const smallQwen = modelOf('qwen-q2', { facts: { name: 'Qwen3 4B Q2_K', quantization: 'Q2_K', bitsPerWeight: 3 } });
const largeQwen = modelOf('qwen-q8', { facts: { name: 'qwen3-4b-q8_0', quantization: 'Q8_0', bitsPerWeight: 8.5 } });
const llama = modelOf('llama', { facts: { name: 'Llama 3' } });
const qwenOfAnotherSize = modelOf('qwen-8b', { facts: { name: 'Qwen3 8B', blockCount: 36 } });

function idsOf({ entrants }: LineUp): readonly string[] {
  return entrants.map(({ setup }) => setup.modelId);
}

// Catches: a person is offered two files of the same model as two models, or another size as a quantization.
it('knows the files of one model by their name and shape', () => {
  const all = [largeQwen, llama, qwenOfAnotherSize, smallQwen];
  expect(quantizationsOf(largeQwen, all).map(({ id }) => id)).toEqual(['qwen-q2', 'qwen-q8']);
  expect(idsOf(beginWith('models', [largeQwen, smallQwen, llama], ''))).toEqual(['qwen-q8', 'llama']);
  expect(idsOf(beginWith('quantizations', all, ''))).toEqual(['qwen-q2', 'qwen-q8']);
});

// Catches: a model that would have to be loaded, or that crashed, is suggested before one that is in memory.
it('suggests what is at hand: loaded, then used last, then new; never what is missing', () => {
  const models: readonly Model[] = [
    modelOf('gone', { isMissing: true, lastUsedAtMs: 9 }),
    modelOf('crashed', { lastUsedAtMs: 8, quarantine: { phase: 'loading', cause: 'SIGSEGV', sinceMs: 1 } }),
    modelOf('unused', { addedAtMs: 1e12 }),
    modelOf('used', { lastUsedAtMs: 5 }),
    modelOf('loaded', { lastUsedAtMs: 1 }),
  ];
  const ranked = rankModels(models, { loaded: { state: 'loading', fraction: 0.5 } });
  expect(ranked.map(({ id }) => id)).toEqual(['loaded', 'used', 'unused', 'crashed']);
});

it('opens the first way that this computer has the models for, and says what others need', () => {
  expect(firstWay([llama, largeQwen])).toBe('models');
  expect(firstWay([smallQwen, largeQwen])).toBe('quantizations');
  expect(firstWay([llama])).toBe('prompts');
  expect([obstacle('models', [llama]), obstacle('quantizations', [llama]), obstacle('prompts', [])]).toEqual([
    'one-model',
    'one-quantization',
    'no-model',
  ]);
});

it('begins with two that differ in what the way is about', () => {
  const prompts = beginWith('prompts', [llama], 'Be brief.');
  expect(prompts.entrants.map(({ setup }) => setup.systemPrompt)).toEqual(['', 'Be brief.']);
  const temperatures = beginWith('temperatures', [llama], '');
  expect(temperatures.entrants.map(({ setup }) => setup.settings.sampling?.temperature)).toEqual([0.2, 1]);
});

it('adds what does not take part yet, then copies to change; six at most', () => {
  const ranked = [largeQwen, llama, smallQwen, qwenOfAnotherSize];
  let lineUp = beginWith('models', ranked, '');
  for (let more = 0; more < 7; more += 1) lineUp = withNext(lineUp, ranked);
  expect(idsOf(lineUp)).toEqual(['qwen-q8', 'llama', 'qwen-8b', 'qwen-q2', 'qwen-q2', 'qwen-q2']);
});

it('copies, moves and removes by key, and finds the first two that are the same', () => {
  const lineUp = beginWith('models', [largeQwen, llama], '');
  const [first, second] = lineUp.entrants.map(({ key }) => key);
  const copied = withCopy(lineUp, first ?? '');
  expect(idsOf(copied)).toEqual(['qwen-q8', 'qwen-q8', 'llama']);
  expect(firstTwins(copied.entrants.map(({ setup }) => setup))).toEqual([0, 1]);
  expect(idsOf(withMoved(copied, second ?? '', -1))).toEqual(['qwen-q8', 'llama', 'qwen-q8']);
  expect(withMoved(copied, second ?? '', 1)).toBe(copied);
  expect(firstTwins(withoutEntrant(copied, first ?? '').entrants.map(({ setup }) => setup))).toBe(null);
});
