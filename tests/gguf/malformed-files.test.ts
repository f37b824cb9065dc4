import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createGgufReader } from '../../main/gguf/gguf-reader.ts';
import { appErrorOf } from '../support/app-error-of.ts';
import { numberValue } from '../support/gguf/gguf-value.ts';
import { malformedCorpus } from '../support/gguf/malformed-corpus.ts';
import { assembleFile, tinyModelWith } from '../support/gguf/tiny-model.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** The reader's time for any file here; each takes a few milliseconds unless it walks what it should refuse. */
const patienceMs = 2_000;

test.each(malformedCorpus.filter(({ caughtBy }) => caughtBy === 'reader'))(
  'refuses $name, which otherwise: $why',
  async ({ expectation, write }) => {
    const path = join(temporaryFolder(), 'model.gguf');
    await write(path);
    const code = await appErrorOf(() => createGgufReader().read(path, AbortSignal.timeout(patienceMs)));
    expect(code).toBeOneOf([...expectation]);
  },
);

test.each(malformedCorpus.filter(({ caughtBy }) => caughtBy === 'probe'))(
  'leaves $name to the probe, because the header is blameless',
  async ({ write }) => {
    const path = join(temporaryFolder(), 'model.gguf');
    await write(path);
    expect((await createGgufReader().read(path)).facts.name).toBe('Tiny');
  },
);

test('what an error says fits on a line, however long the file’s own words are', async () => {
  const path = join(temporaryFolder(), 'model.gguf');
  const key = `llama.${'long'.repeat(10_000)}epsilon`;
  await writeFile(path, assembleFile(tinyModelWith({ [key]: numberValue('float32', -1) })));
  const error = await createGgufReader()
    .read(path)
    .catch((reason: unknown) => reason);
  expect(String(error).length).toBeLessThan(300);
  expect(error).toMatchObject({ code: 'gguf-malformed' });
});
