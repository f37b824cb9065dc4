import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import type { AdoptEvent, AdoptInput, FoundModel } from '../../../main/contract/library.ts';
import { modelBytes, put, sha256Of } from '../../support/library/app-folders.ts';
import { adoptFile, openLibrary, type OpenLibrary } from '../../support/library/open-library.ts';
import { startTestPool } from '../../runners/test-pool.ts';

const { signal: never } = new AbortController();

function foundAt(path: string, more: Partial<FoundModel> = {}): FoundModel {
  const nothing = { source: null, sha256: null, isListed: false, canLink: true };
  return { path, name: path, app: 'folder', kind: 'model', sizeBytes: 1, partCount: 1, ...nothing, ...more };
}

async function adopted({ library }: OpenLibrary, models: FoundModel[], how: AdoptInput['how'] = 'in-place') {
  const events: AdoptEvent[] = [];
  await library.adopt({ models, how }, { signal: never, onEvent: (event) => void events.push(event) });
  return events.filter(({ type }) => type !== 'progress');
}

test('a file that two scans found is listed once, and does not take the others with it', async () => {
  const open = openLibrary({ pool: startTestPool() });
  const paths = ['one', 'two'].map((name) => put(join(open.dataFolder, `${name}.gguf`), modelBytes(name)));
  const [one = '', two = ''] = paths;
  const events = await adopted(open, [foundAt(one), foundAt(one), foundAt(two)]);
  // Both were added in the same millisecond, mostly: the list may have them in either order.
  const models = [...open.models.list()].sort((a, b) => a.path.localeCompare(b.path));
  const ids = models.map(({ id }) => id);
  expect([models.map(({ path }) => path), events.map((event) => 'id' in event && event.id)]).toEqual([
    paths,
    [ids[0], ids[0], ids[1], false],
  ]);
});

test('two files that would get one name in our folder are linked beside each other', async () => {
  const open = openLibrary({ pool: startTestPool() });
  const found = Array.from({ length: 12 }, (_, index) =>
    foundAt(put(join(open.dataFolder, `${index}`, 'same.gguf'), modelBytes(`Same ${index}`)), { name: 'same.gguf' }),
  );
  const events = await adopted(open, found, 'link');
  const inodes = new Set(open.models.list().map(({ path }) => statSync(path).ino));
  expect([events.filter(({ type }) => type === 'refused'), inodes.size]).toEqual([[], 12]);
});

test('given up in the middle of linking, every name that was made is on the list', async () => {
  const open = openLibrary({ pool: startTestPool() });
  const found = Array.from({ length: 20 }, (_, index) =>
    foundAt(put(join(open.dataFolder, 'theirs', `${index}.gguf`), modelBytes(`Model ${index}`)), { name: `${index}` }),
  );
  const abort = new AbortController();
  const onEvent = ({ type }: AdoptEvent): void => {
    if (type === 'progress') abort.abort(new Error('enough'));
  };
  const adopting = open.library.adopt({ models: found, how: 'link' }, { signal: abort.signal, onEvent });
  await expect(adopting).rejects.toThrow('enough');
  const made = readdirSync(join(open.modelsFolder, 'folder')).sort();
  const listed = open.models.list().map(({ path }) => relative(join(open.modelsFolder, 'folder'), path));
  expect([made.length > 0 && made.length < 20, listed.sort()]).toEqual([true, made]);
});

test('a file that its app replaced and that is adopted again is compared with what is known of the new bytes', async () => {
  const open = openLibrary({ pool: startTestPool() });
  const [plain, published] = ['plain', 'published'].map((name) => join(open.dataFolder, `${name}.gguf`));
  const before = modelBytes('Before');
  const first = [
    await adoptFile(open, put(plain ?? '', before)),
    await adoptFile(open, put(published ?? '', before), { sha256: [sha256Of(before)] }),
  ];
  const ids = first.map(({ id }) => id);
  await open.library.verify(ids);
  const after = modelBytes('Afterwards');
  for (const { path } of first) writeFileSync(path, after);
  await adoptFile(open, plain ?? '');
  await adoptFile(open, published ?? '', { sha256: [sha256Of(after)] });
  const outcomes = await open.library.verify(ids);
  expect(outcomes.map(({ check, error }) => [check?.result, error])).toEqual([
    ['recorded', null],
    ['published', null],
  ]);
});
