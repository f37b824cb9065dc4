import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeBigramModel } from '../support/gguf/bigram-model.ts';
import { writeScriptedModel } from '../support/gguf/scripted-model.ts';
import { greedySampling } from '../support/plain-request.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { expectFailure, expectReport, load, loadQuestion, reply, startGreeted } from './runner-process.ts';

const script =
  'The harbour lies in fog until nine. Then a bell rings twice, gulls rise, and slow boats turn towards open water, ' +
  'each with its lamp still burning. Nobody speaks much before noon; later they mend nets, boil coffee and argue.';

async function scripted(name: string): Promise<string> {
  const path = join(temporaryFolder(), `${name}.gguf`);
  await writeScriptedModel({ path, name, reply: script });
  return path;
}

async function bigram(seed: number, endless = false): Promise<string> {
  const path = join(temporaryFolder(), `bigram-${seed}.gguf`);
  await writeBigramModel({ path, seed, endless });
  return path;
}

const question = { type: 'measure', promptTokens: 64, replyTokens: 40 } as const;

test('a draft that always guesses right saves the large model nearly all of its batches', async () => {
  const runner = await startGreeted();
  const info = await load(runner, await scripted('large'), { draftPath: await scripted('small') });
  expect(info.hasDraft).toBe(true);
  expect((await reply(runner)).text).toBe(script);
  const measured = await expectReport(runner, { ...question, usesDraft: true }, 'measured');
  expect(measured.draftGuessed).toBeGreaterThan(30);
  expect(measured.draftAccepted / measured.draftGuessed).toBeGreaterThan(0.9);
});

test('a draft that guesses differently changes no word of a reply at temperature 0', async () => {
  const target = await bigram(1);
  const plain = await startGreeted();
  await load(plain, target);
  const helped = await startGreeted();
  await load(helped, target, { draftPath: await bigram(9) });
  const wanted = await reply(plain);
  const got = await reply(helped);
  expect([got.text, got.done.stopReason, got.done.stats.replyTokens]).toEqual([
    wanted.text,
    wanted.done.stopReason,
    wanted.done.stats.replyTokens,
  ]);
  // A second turn finds the state as an unhelped one does: guesses that were not taken are gone from it.
  expect((await reply(helped)).text).toBe(wanted.text);
});

test('a draft guesses within a repeat penalty, and stands back where its guesses could not be judged alone', async () => {
  const target = await bigram(1, true);
  const { repeat, dry } = greedySampling;
  const samplings = [
    { repeat: { ...repeat, penalty: 1.5, presence: 1, lastTokens: 40 } },
    { dry: { ...dry, strength: 2 } },
    { temperature: 1, xtc: { probability: 0.5, threshold: 0.05 } },
  ];
  const said = async (draftPath: string | null) => {
    const runner = await startGreeted();
    await load(runner, target, { draftPath });
    const texts: string[] = [];
    for (const sampling of samplings) texts.push((await reply(runner, 80, sampling)).text);
    return texts;
  };
  expect(await said(await bigram(9, true))).toEqual(await said(null));
});

test('with a draft a seed gives the same reply again, whatever was guessed on the way', async () => {
  const target = await bigram(1);
  const say = async (draftSeed: number): Promise<string> => {
    const runner = await startGreeted();
    await load(runner, target, { draftPath: await bigram(draftSeed) });
    return (await reply(runner, 60, { temperature: 1.5, seed: 77 })).text;
  };
  const first = await say(9);
  expect(first).not.toBe('');
  expect(await say(3)).toBe(first);
});

test('measured without its draft, a model guesses nothing; afterwards it does again', async () => {
  const runner = await startGreeted();
  await load(runner, await scripted('large'), { draftPath: await scripted('small') });
  const rounds = [];
  for (const usesDraft of [true, false, true]) {
    rounds.push((await expectReport(runner, { ...question, usesDraft }, 'measured')).draftGuessed > 0);
  }
  expect(rounds).toEqual([true, false, true]);
});

test('a reply fills the context to its end although guesses reach beyond it', async () => {
  const target = await bigram(1, true);
  const fill = async (draftPath: string | null) => {
    const runner = await startGreeted();
    await load(runner, target, { contextSize: 256, draftPath });
    const { text, done } = await reply(runner);
    return { text, stopReason: done.stopReason, tokens: done.stats.promptTokens + done.stats.replyTokens };
  };
  const helped = await fill(target);
  expect(helped).toEqual(await fill(null));
  expect(helped.stopReason).toBe('context-full');
});

test('a draft of another vocabulary, or one that is no model, is refused', async () => {
  const target = await bigram(1);
  const other = await scripted('other');
  const unfit = { code: 'draft-unfit', params: { detail: expect.stringMatching(/\w/) } };
  const refused = async (draftPath: string) => expectFailure(await startGreeted(), loadQuestion(target, { draftPath }));
  expect([await refused(other), await refused(`${other}.gone`)]).toEqual([unfit, unfit]);
});
