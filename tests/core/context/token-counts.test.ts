import { expect, test } from 'vitest';
import type { ModelId } from '../../../main/contract/ids.ts';
import { estimateTokens } from '../../../main/core/context/estimate-tokens.ts';
import { TokenCounts } from '../../../main/core/context/token-counts.ts';
import { words } from '../../support/context/example-path.ts';
import { createWordRunner } from '../../support/context/word-runner.ts';

const never = new AbortController().signal;
const model = 'words' as ModelId;

test('a message is counted once with each model; when its text is another it is counted anew', async () => {
  const counts = new TokenCounts();
  const runner = createWordRunner(100);
  expect(
    await counts.of(
      runner,
      [
        { key: 'a', text: 'one two' },
        { key: 'b', text: 'three' },
      ],
      never,
    ),
  ).toEqual([2, 1]);
  await counts.of(runner, [{ key: 'a', text: 'one two' }], never);
  expect(runner.countedLength).toBe(12);
  expect(await counts.of(runner, [{ key: 'a', text: 'one two and' }], never)).toEqual([3]);
  expect([
    counts.known(model, { key: 'b', text: 'three' }),
    counts.known('other' as ModelId, { key: 'b', text: 'three' }),
  ]).toEqual([1, null]);
});

// Would catch: an estimate that stays a third off although the same conversation was counted a moment ago.
test('estimates learn from what was counted with the model, whatever its vocabulary is', async () => {
  const counts = new TokenCounts();
  const text = words(1000, 'incomprehensibilities');
  const before = counts.estimate(model, text);
  await counts.of(createWordRunner(100), [{ key: 'a', text: words(300, 'incomprehensibilities') }], never);
  const after = counts.estimate(model, text);
  expect([before > 4000, Math.abs(after - 1000) < 50]).toEqual([true, true]);
  expect(counts.estimate('other' as ModelId, text)).toBe(before);
});

test('whoever may not be asked is not asked, and nothing is learnt from a guess', async () => {
  const counts = new TokenCounts();
  const runner = createWordRunner(100);
  await counts.of(runner, [{ key: 'a', text: 'known words here' }], never);
  const guessing = counts.withoutAsking();
  const [known, guessed] = await guessing.of(
    runner,
    [
      { key: 'a', text: 'known words here' },
      { key: 'b', text: 'unknown' },
    ],
    never,
  );
  expect([known, (guessed ?? 0) > 0, runner.countedLength, counts.known(model, { key: 'b', text: 'unknown' })]).toEqual(
    [3, true, 16, null],
  );
});

test('an alphabet says how many letters a token is: prose, Cyrillic, Chinese and emoji', () => {
  const estimates = [
    'The quick brown fox jumps over the lazy dog. ',
    'Съешь же ещё этих мягких булок. ',
    '敏捷的棕色狐狸跳过懒狗',
    '🎈🎉',
  ].map((text) => estimateTokens(text.repeat(10)) / 10);
  expect(estimates.map(Math.round)).toEqual([11, 13, 8, 4]);
});
