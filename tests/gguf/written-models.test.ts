import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { writeBigramModel, type BigramModelOptions } from '../support/gguf/bigram-model.ts';
import { writeRandomModel } from '../support/gguf/random-model.ts';
import { splitParts, writeSplitModel } from '../support/gguf/split-model.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const script = fileURLToPath(new URL('../support/gguf/speak.ts', import.meta.url));
const prompt = 'Wie wägt man 天秤 🙂?\nPlease answer <b>now</b>.';

type Reply = {
  readonly text: string;
  readonly stopReason: string;
  readonly tokenCount: number;
  readonly isCanonical: boolean;
};

/** Asks a model through the native library in a process of its own. */
async function speak(path: string, seed: number): Promise<Reply> {
  const arguments_ = [
    '--experimental-strip-types',
    '--disable-warning=ExperimentalWarning',
    script,
    path,
    String(seed),
    prompt,
  ];
  const { stdout } = await promisify(execFile)(process.execPath, arguments_, {
    env: { ...process.env, UV_THREADPOOL_SIZE: '1' },
    timeout: 50_000,
    killSignal: 'SIGKILL',
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Reply;
}

async function bigram(options: Partial<BigramModelOptions> = {}): Promise<string> {
  const path = join(temporaryFolder(), 'bigram.gguf');
  await writeBigramModel({ path, seed: 7, ...options });
  return path;
}

async function digest(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

test('the same seed writes the same bytes, another seed others, and the file stays small', async () => {
  const [first, again, other] = [await bigram(), await bigram(), await bigram({ seed: 8 })];
  expect(await digest(again)).toBe(await digest(first));
  expect(await digest(other)).not.toBe(await digest(first));
  expect((await stat(first)).size).toBeLessThan(6_000_000);
});

test('the bigram model loads, answers any text in a few sentences, ends by itself and repeats itself by seed', async () => {
  const path = await bigram();
  const reply = await speak(path, 1);
  expect(reply).toMatchObject({ stopReason: 'eogToken', isCanonical: true });
  expect(reply.text).toMatch(/^[A-Z][a-z]* .+(\. [A-Z].+){2,}\.$/);
  expect(reply.tokenCount).toBeGreaterThan(35);
  expect(reply.tokenCount).toBeLessThan(160);
  expect(await speak(path, 1)).toEqual(reply);
});

test('the endless model never ends by itself', async () => {
  expect(await speak(await bigram({ endless: true }), 1)).toMatchObject({ stopReason: 'maxTokens', tokenCount: 400 });
});

test('a random model of each quantization loads and speaks words that tokenize back', async () => {
  const folder = temporaryFolder();
  const shape = {
    layers: 2,
    embedding: 64,
    feedForward: 128,
    heads: 4,
    kvHeads: 2,
    vocabulary: 1000,
    contextLength: 2048,
  };
  for (const quantization of ['Q8_0', 'Q4_0', 'F16'] as const) {
    const path = join(folder, `${quantization}.gguf`);
    await writeRandomModel({ ...shape, path, seed: 3, quantization });
    expect(await speak(path, 1)).toMatchObject({ stopReason: 'maxTokens', tokenCount: 400, isCanonical: true });
  }
});

test('the parts of a split model are what the native library takes for one', async () => {
  const [first = ''] = await writeSplitModel(temporaryFolder(), 'tiny', splitParts(3));
  expect(await speak(first, 1)).toMatchObject({ tokenCount: expect.any(Number) });
});
