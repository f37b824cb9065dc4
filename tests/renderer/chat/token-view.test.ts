import { expect, test } from 'vitest';
import type { ScoredToken, TokenViewEvent } from '../../../main/contract/token-view.ts';
import { likelihoodOf, nameOf, rankOf } from '../../../renderer/features/chat/tokens/likelihood.ts';
import { reduceTokenView, tokensToCome, type TokenView } from '../../../renderer/state/chat/token-view.ts';

const token = (id: number, probability = 0.5): ScoredToken => ({
  id,
  text: ` word${id}`,
  probability,
  isSpecial: false,
  kind: 'text',
  offset: 0,
  logProbability: Math.log(probability),
  entropyBits: 1,
  alternatives: [
    { id: 90, text: ' more', probability: 0.6, isSpecial: false },
    { id, text: ` word${id}`, probability, isSpecial: false },
  ],
});
const confidence = { tokens: 3, meanProbability: 0.5, perplexity: 2, firstChoiceShare: 0, leastCertain: [0] };
const after = (...events: TokenViewEvent[]): TokenView => events.reduce(reduceTokenView, tokensToCome);

test('groups join in order; one that came twice or leaves a gap would shift every place after it and is passed over', () => {
  const groups: TokenViewEvent[] = [
    { type: 'progress', phase: 'evaluating', fraction: 0.5 },
    { type: 'tokens', start: 0, tokens: [token(1), token(2)] },
    { type: 'tokens', start: 0, tokens: [token(1), token(2)] },
    { type: 'tokens', start: 5, tokens: [token(6)] },
    { type: 'tokens', start: 2, tokens: [token(3)] },
  ];
  expect(after(...groups)).toMatchObject({
    status: 'working',
    fraction: 0.5,
    tokens: [{ id: 1 }, { id: 2 }, { id: 3 }],
  });
  expect(after(...groups, { type: 'done', confidence, isExact: false })).toMatchObject({
    status: 'done',
    isExact: false,
    tokens: [{ id: 1 }, { id: 2 }, { id: 3 }],
  });
});

test('what is unavailable says why, and nothing that comes late brings it back', () => {
  const view = after({ type: 'unavailable', why: 'no-prompt' }, { type: 'tokens', start: 0, tokens: [token(1)] });
  expect(view).toEqual({ status: 'unavailable', why: 'no-prompt' });
});

test('tints go by steps that never overlap; a token outside the told ones has no rank', () => {
  expect([1, 0.9, 0.89, 0.5, 0.2, 0.19, 0.05, 0.049, 0].map(likelihoodOf)).toEqual([4, 4, 3, 3, 2, 1, 1, 0, 0]);
  expect([rankOf(token(7)), rankOf({ id: 5, alternatives: token(7).alternatives })]).toEqual([2, null]);
});

test('a token made of what cannot be seen has a name all the same', () => {
  expect([nameOf(' \n\t'), nameOf(''), nameOf(' a')]).toEqual(['·↵⇥', '∅', '·a']);
});
