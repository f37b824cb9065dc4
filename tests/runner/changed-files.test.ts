import { copyFileSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeBigramModel } from '../support/gguf/bigram-model.ts';
import { splitParts, writeSplitModel } from '../support/gguf/split-model.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { waitUntil } from '../support/processes.ts';
import { expectFailure, generateQuestion, load, reply, startGreeted } from './runner-process.ts';

async function model(endless = false): Promise<string> {
  const path = join(temporaryFolder(), 'bigram.gguf');
  await writeBigramModel({ path, seed: 1, endless });
  return path;
}

const generate = generateQuestion();

// Windows lets nobody touch a file that is mapped.
describe.runIf(process.platform !== 'win32')('the file of a loaded model', () => {
  test('cut short between replies: said, before reading past its end kills the process', async () => {
    const path = await model();
    const runner = await startGreeted();
    await load(runner, path);
    await reply(runner);
    truncateSync(path, 50_000);
    const changed = { code: 'model-changed', params: { name: 'bigram.gguf' } };
    expect(await expectFailure(runner, generate)).toEqual(changed);
    expect(await expectFailure(runner, { type: 'check' })).toEqual(changed);
    expect(runner.exits).toEqual([]);
  });

  test('written over with the same size: said as well, for its words would be another model’s', async () => {
    const path = await model();
    const other = await model();
    const runner = await startGreeted();
    await load(runner, path);
    copyFileSync(other, path);
    expect((await expectFailure(runner, generate)).code).toBe('model-changed');
  });

  test('a later part of a split model counts like the first', async () => {
    const parts = await writeSplitModel(temporaryFolder(), 'tiny', splitParts(3));
    const runner = await startGreeted();
    await load(runner, parts[0] ?? '', {}, 128);
    truncateSync(parts[2] ?? '', 100);
    expect(await expectFailure(runner, generate)).toEqual({
      code: 'model-changed',
      params: { name: 'tiny-00003-of-00003.gguf' },
    });
  });

  test('replaced or deleted: the loaded one goes on', async () => {
    const path = await model();
    const runner = await startGreeted();
    await load(runner, path);
    const { text } = await reply(runner);
    renameSync(await model(true), path);
    expect((await reply(runner)).text).toBe(text);
    rmSync(path);
    expect((await reply(runner)).text).toBe(text);
  });

  test('that was read into memory may change as it likes', async () => {
    const path = await model();
    const runner = await startGreeted();
    await load(runner, path, { usesMemoryMap: false });
    truncateSync(path, 1000);
    expect((await reply(runner)).done.stopReason).toBe('end');
  });

  test('cut short in mid-reply: the process ends by the signal that says so', async () => {
    const path = await model(true);
    const runner = await startGreeted();
    await load(runner, path);
    void runner.ask(generate);
    await waitUntil(() => runner.reports.some((report) => report.type === 'delta'));
    truncateSync(path, 50_000);
    await waitUntil(() => runner.exits.length === 1);
    // Linux and macOS have different names for a page that is gone.
    expect(runner.exits).toEqual([
      { code: null, signal: expect.stringMatching(/^SIG(?:BUS|SEGV)$/), startError: null },
    ]);
  });
});
