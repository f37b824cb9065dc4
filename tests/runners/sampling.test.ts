import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DrawnSampling, LoadedRunner } from '../../main/core/ports/runner-pool.ts';
import { writeBigramModel } from '../support/gguf/bigram-model.ts';
import { loadRequestOf } from '../support/load-request.ts';
import { greedySampling } from '../support/plain-request.ts';
import { loadScripted } from './scripted-runner.ts';
import { acquire, never, say, startTestPool, user } from './test-pool.ts';

const folder = mkdtempSync(join(tmpdir(), 'counterweight-sampling-'));
const endless = { path: join(folder, 'endless.gguf'), sizeBytes: 0 };
beforeAll(async () => {
  endless.sizeBytes = await writeBigramModel({ path: endless.path, seed: 1, endless: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Heard = { readonly text: string; readonly tokens: readonly number[]; readonly stopReason: string };

async function hear(runner: LoadedRunner, sampling: Partial<DrawnSampling>): Promise<Heard> {
  const reply = say(runner, [user('Hello')], sampling);
  const { tokens, stopReason } = await reply.result;
  return { text: reply.text, tokens: tokens ?? [], stopReason };
}

/** The length of the longest run of tokens that is there twice. */
function longestRepeat(tokens: readonly number[]): number {
  let longest = 0;
  for (let one = 0; one < tokens.length; one += 1) {
    for (let other = one + 1; other < tokens.length; other += 1) {
      let length = 0;
      while (other + length < tokens.length && tokens[one + length] === tokens[other + length]) length += 1;
      longest = Math.max(longest, length);
    }
  }
  return longest;
}

test('penalties, DRY and XTC each change what is said, in their own way; at their neutral values nothing does', async () => {
  const runner = await acquire(startTestPool(), loadRequestOf(endless.path, endless.sizeBytes));
  const sayMuch = (change: Partial<DrawnSampling>) => hear(runner, { maxTokens: 400, ...change });
  const { repeat, dry } = greedySampling;
  const plain = await sayMuch({});
  // Left alone, it goes round in a circle.
  expect(longestRepeat(plain.tokens)).toBeGreaterThan(20);
  expect(
    await sayMuch({
      repeat: { ...repeat, lastTokens: 1000 },
      dry: { ...dry, base: 4 },
      xtc: { probability: 0, threshold: 0 },
    }),
  ).toEqual(plain);

  const once = await sayMuch({ repeat: { ...repeat, presence: 2, frequency: 2, penalty: 10, lastTokens: 1000 } });
  expect(new Set(once.tokens.slice(0, 60)).size).toBe(60);
  // One that looks back at three tokens lets it go round all the same.
  const near = await sayMuch({ repeat: { ...repeat, penalty: 10, lastTokens: 3 } });
  expect(longestRepeat(near.tokens)).toBeGreaterThan(longestRepeat(once.tokens));
  const dried = await sayMuch({ dry: { ...dry, strength: 5, allowedLength: 2, sequenceBreakers: [] } });
  expect(longestRepeat(dried.tokens)).toBeLessThan(10);
  const surprising = await sayMuch({ xtc: { probability: 1, threshold: 0.001 } });
  expect(surprising.tokens.slice(0, 60)).not.toEqual(plain.tokens.slice(0, 60));
});

test('a reply ends before a chosen text, wherever its tokens are cut, and shows nothing of it meanwhile', async () => {
  const reply = 'Left pan, right pan, END of the story. Nothing more.';
  const runner = await loadScripted({ reply });
  const ended = say(runner, [user('Which?')], { stop: ['END of the', 'never'] });
  expect(await ended.result).toMatchObject({ stopReason: 'stop-text' });
  expect(ended.text).toBe('Left pan, right pan, ');
  // What only began like one is said after all.
  const whole = say(runner, [user('Which?')], { stop: ['END of this', 'more.!'] });
  expect(await whole.result).toMatchObject({ stopReason: 'end' });
  expect(whole.text).toBe(reply);
});

test('the tokens of a reply are those of what is shown, and unknown where it ends inside one', async () => {
  const reply = 'Left pan, right pan, END of the story.';
  const runner = await loadScripted({ reply });
  const all = (await say(runner, [user('Which?')]).result).tokens ?? [];
  const prompt = await runner.render([user('Which?')]);
  let spelled = '';
  await runner.score(
    { prompt, tokens: all, reply: '', alternatives: 0 },
    { signal: never, onScores: (_, scores) => void (spelled += scores.map(({ text }) => text).join('')) },
  );
  expect(spelled).toBe(`${reply}<|im_end|>`);
  const stopped = await say(runner, [user('Which?')], { maxTokens: 4 }).result;
  expect(stopped.tokens).toEqual(all.slice(0, 4));
  // Pieces are of four characters: “Left”, “ pan”, “, ri”.
  expect((await say(runner, [user('Which?')], { stop: [', ri'] }).result).tokens).toEqual(all.slice(0, 2));
  expect((await say(runner, [user('Which?')], { stop: ['right'] }).result).tokens).toBeNull();
});

test('a chosen text ends no thoughts', async () => {
  const reply = '[THINK]First the left one, stop, then the right.[/THINK]The right one; stop.';
  const runner = await loadScripted({ reply, specials: ['[THINK]', '[/THINK]'] });
  const heard = say(runner, [user('Which?')], { stop: ['stop'] });
  expect(await heard.result).toMatchObject({ stopReason: 'stop-text' });
  expect([heard.reasoning, heard.text]).toEqual(['First the left one, stop, then the right.', 'The right one; ']);
});
