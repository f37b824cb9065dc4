import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LoadedRunner, RunnerScore, ScoreRequest } from '../../main/core/ports/runner-pool.ts';
import { nextTokenOdds } from '../support/peft/next-token-odds.ts';
import { writeBigramModel } from '../support/gguf/bigram-model.ts';
import { writeRandomModel } from '../support/gguf/random-model.ts';
import { loadRequestOf } from '../support/load-request.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { acquire, never, say, startTestPool, user } from './test-pool.ts';

type Scored = { readonly scores: readonly RunnerScore[]; readonly groups: number; readonly total: number };

async function score(
  runner: LoadedRunner,
  request: Partial<ScoreRequest> & Pick<ScoreRequest, 'prompt'>,
): Promise<Scored> {
  const scores: RunnerScore[] = [];
  let groups = 0;
  let whole = 0;
  await runner.score(
    { tokens: null, reply: '', alternatives: 5, ...request },
    {
      signal: never,
      onScores(start, group, total) {
        expect(start).toBe(scores.length);
        scores.push(...group);
        groups += 1;
        whole = total;
      },
    },
  );
  return { scores, groups, total: whole };
}

async function bigram() {
  const path = join(temporaryFolder(), 'bigram.gguf');
  const sizeBytes = await writeBigramModel({ path, seed: 1 });
  return { path, runner: await acquire(startTestPool(), loadRequestOf(path, sizeBytes)) };
}

async function prompted(runner: LoadedRunner, sampling = {}) {
  const reply = say(runner, [user('Hello')], sampling);
  const { tokens } = await reply.result;
  const prompt = await runner.render([user('Hello')]);
  return { prompt, tokens: tokens ?? [], text: reply.text };
}

test('a greedy reply’s tokens are all first choices, told in order, its last one too', async () => {
  const { runner } = await bigram();
  const { prompt, tokens, text } = await prompted(runner);
  const { scores, groups, total } = await score(runner, { prompt, tokens });
  expect([scores.length, total, groups > 1]).toEqual([tokens.length, tokens.length, true]);
  expect(scores.map(({ id }) => id)).toEqual(tokens);
  expect(scores.map(({ alternatives }) => alternatives[0]?.id)).toEqual(tokens);
  expect(scores.map((each) => (each.isSpecial ? '' : each.text)).join('')).toBe(text);
  const off = scores.filter(
    ({ alternatives }) => alternatives.reduce((sum, { probability }) => sum + probability, 0) > 1.000001,
  );
  expect(off).toEqual([]);
});

test('probabilities and entropies are those of the engine itself, also of tokens from far down', async () => {
  const { path, runner } = await bigram();
  const { prompt, tokens: said } = await prompted(runner, { maxTokens: 24 });
  // Backwards, hardly any of them is what the model would say.
  const tokens = said.toReversed();
  const { scores } = await score(runner, { prompt, tokens });
  const before = await runner.tokenize(prompt, 1000);
  const ids = [...before.tokens.map(({ id }) => id), ...tokens];
  const logs = (await nextTokenOdds({ modelPath: path, tokens: ids.slice(0, -1) })).slice(before.tokens.length - 1);
  const expected = tokens.map((token, index) => {
    const odds = logs[index] ?? [];
    const entropy = odds.reduce((sum, log) => sum - (log === -Infinity ? 0 : Math.exp(log) * log), 0) / Math.LN2;
    return [odds[token] ?? 0, entropy];
  });
  const differences = scores.map((each, index) => {
    const [log = 0, entropy = 0] = expected[index] ?? [];
    return Math.max(Math.abs(each.logProbability - log), Math.abs(each.entropyBits - entropy));
  });
  // The cache holds 16-bit numbers here and 32-bit ones there; the likeliest tokens are told to a hundred-thousandth.
  expect(Math.max(...differences)).toBeLessThan(0.05);
  // Some of them were unlikely enough to be asked for a second time.
  expect(Math.min(...scores.map(({ probability }) => probability))).toBeLessThan(1e-8);
});

test('without its tokens a reply is read, and without any sense in the weights nothing is cut', async () => {
  const path = join(temporaryFolder(), 'random.gguf');
  const size = { layers: 1, embedding: 32, feedForward: 32, heads: 1, kvHeads: 1, vocabulary: 20_000 };
  const sizeBytes = await writeRandomModel({ path, seed: 3, ...size, quantization: 'Q8_0', contextLength: 512 });
  const runner = await acquire(startTestPool(), loadRequestOf(path, sizeBytes));
  const prompt = await runner.render([user('Hello')]);
  const { scores } = await score(runner, { prompt, reply: 'one two' });
  expect(scores.map(({ text }) => text).join('')).toBe('one two');
  // Nearly even over 20,000 tokens.
  const [first] = scores;
  expect([first?.entropyBits, first?.probability]).toEqual([expect.closeTo(Math.log2(20_000), 0), expect.any(Number)]);
  await expect(score(runner, { prompt, tokens: [999_999], reply: 'one' })).resolves.toMatchObject({
    total: expect.any(Number),
  });
});

test('a stop ends it soon and quietly, and the runner serves the next one', async () => {
  const { runner } = await bigram();
  const { prompt, tokens } = await prompted(runner);
  const stopping = new AbortController();
  let stoppedAtMs = 0;
  let heard = 0;
  await runner.score(
    { prompt, tokens, reply: '', alternatives: 5 },
    {
      signal: stopping.signal,
      onScores() {
        heard += 1;
        stoppedAtMs = performance.now();
        stopping.abort();
      },
    },
  );
  expect([heard, performance.now() - stoppedAtMs < 300]).toEqual([1, true]);
  expect((await say(runner, [user('Hello')], { maxTokens: 2 }).result).stopReason).toBe('max-tokens');
});

test('texts are counted as they count inside a prompt: special spellings as words', async () => {
  const { runner } = await bigram();
  const [empty, one, special] = await runner.count(['', 'Hello', '<|im_end|>']);
  const prompt = await runner.render([user('Hello')]);
  const bare = await runner.render([user('')]);
  expect([empty, one]).toEqual([0, prompt.tokenCount - bare.tokenCount]);
  expect(special).toBeGreaterThan(1);
});
