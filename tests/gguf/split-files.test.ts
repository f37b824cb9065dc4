import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createGgufReader } from '../../main/gguf/gguf-reader.ts';
import { splitParts, writeSplitModel } from '../support/gguf/split-model.ts';
import { numberValue } from '../support/gguf/gguf-value.ts';
import { assembleFile, tinyModel, type TinyFile } from '../support/gguf/tiny-model.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const reader = createGgufReader();

function withKey(part: TinyFile, key: string, value: number): TinyFile {
  const metadata = part.header.metadata.map((entry) =>
    entry[0] === key ? ([key, numberValue(key === 'split.tensors.count' ? 'int32' : 'uint16', value)] as const) : entry,
  );
  return { ...part, header: { ...part.header, metadata } };
}

test('any part leads to the whole model: all parts in order, all parameters, all stamps', async () => {
  const folder = temporaryFolder();
  const partPaths = await writeSplitModel(folder, 'tiny', splitParts(3));
  const wholePath = join(folder, 'tiny.gguf');
  await writeFile(wholePath, assembleFile(tinyModel()));
  const whole = await reader.read(wholePath);
  for (const path of partPaths) {
    const { facts, files } = await reader.read(path);
    expect(facts).toEqual({ ...whole.facts, split: { count: 3, partPaths } });
    expect(files.map((stamp) => stamp.path)).toEqual(partPaths);
  }
});

test('a missing part is named, whichever part was given', async () => {
  const [first = '', second = '', third = ''] = await writeSplitModel(temporaryFolder(), 'tiny', splitParts(3));
  await rm(second);
  const incomplete = { code: 'gguf-split-incomplete', params: { missing: 'tiny-00002-of-00003.gguf', count: 3 } };
  await expect(reader.read(first)).rejects.toMatchObject(incomplete);
  await expect(reader.read(third)).rejects.toMatchObject(incomplete);
  await expect(reader.read(second)).rejects.toMatchObject({ code: 'file-not-found' });
});

test('a part under another name says which name it needs', async () => {
  const path = join(temporaryFolder(), 'renamed.gguf');
  const [first] = splitParts(2);
  await writeFile(path, assembleFile(first ?? tinyModel()));
  await expect(reader.read(path)).rejects.toMatchObject({
    code: 'gguf-split-incomplete',
    params: { missing: 'renamed-00001-of-00002.gguf', count: 2 },
  });
});

test.each<[string, (parts: readonly TinyFile[]) => TinyFile[], string]>([
  ['parts of the wrong order', ([a, b]) => [b, a].filter((part) => part !== undefined), 'split.no'],
  ['a part of another model', ([a]) => [a, tinyModel()].filter((part) => part !== undefined), 'split.count'],
  ['the same tensors twice', ([a]) => (a === undefined ? [] : [a, withKey(a, 'split.no', 1)]), 'token_embd.weight'],
  [
    'fewer tensors than promised',
    (parts) => parts.map((part) => withKey(part, 'split.tensors.count', 99)),
    'split.tensors.count',
  ],
])('refuses %s', async (_, change, field) => {
  const [path = ''] = await writeSplitModel(temporaryFolder(), 'tiny', change(splitParts(2)));
  await expect(reader.read(path)).rejects.toMatchObject({ code: 'gguf-malformed', params: { field } });
});

test('a truncated part is found before anything is loaded', async () => {
  const parts = splitParts(2);
  const [first = '', second = ''] = await writeSplitModel(temporaryFolder(), 'tiny', parts);
  const bytes = assembleFile(parts[1] ?? tinyModel());
  await writeFile(second, bytes.subarray(0, bytes.length - 100));
  await expect(reader.read(first)).rejects.toMatchObject({ code: 'gguf-truncated' });
});

test('the bound on tensors holds for all parts together: each of 10,000 could use it up', async () => {
  const [first = tinyModel(), second = tinyModel()] = splitParts(2);
  const extra = Array.from({ length: 20_000 }, (_, index) => index);
  const crowd = (part: TinyFile, letter: string): TinyFile => {
    const start = part.data.length;
    const tensors = extra.map((index) => ({
      name: `${letter}${index}`,
      dimensions: [1],
      typeId: 0,
      offset: start + index * 32,
    }));
    const data = Buffer.concat([part.data, Buffer.alloc(extra.length * 32)]);
    return { ...part, header: { ...part.header, tensors: [...part.header.tensors, ...tensors] }, data };
  };
  const [path = ''] = await writeSplitModel(temporaryFolder(), 'crowd', [crowd(first, 'a'), crowd(second, 'b')]);
  await expect(reader.read(path)).rejects.toMatchObject({ code: 'gguf-limit', params: { field: 'tensor count' } });
});
