import { expect, onTestFinished, test } from 'vitest';
import { draftKeyOf, shelfFilesKey } from '../../../main/contract/drafts.ts';
import type { ShelfPrompt } from '../../../main/contract/prompt-shelf.ts';
import { AttachmentService } from '../../../main/core/attachments/attachment-service.ts';
import { ShelfService } from '../../../main/core/shelf/shelf-service.ts';
import { createCsvText } from '../../../main/exchange/csv-text.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { createTestLogger } from '../../support/test-logger.ts';

function openShelf(dataFolder = temporaryFolder()) {
  const storage = openStorage({ dataFolder });
  onTestFinished(() => storage.close());
  let now = 1_000_000;
  const clock = { now: () => (now += 1) };
  const told: string[] = [];
  const draftChanged = (key: string): void => void told.push(key);
  const files = new AttachmentService({ attachments: storage.attachments, clock, draftChanged });
  const logger = createTestLogger();
  const shelf = new ShelfService({
    ...{ shelf: storage.shelf, csv: createCsvText(), clock, logger, locale: 'en', draftChanged },
  });
  const prompts = (): readonly ShelfPrompt[] => {
    let seen: readonly ShelfPrompt[] = [];
    shelf.watch((event) => (seen = event.prompts))();
    return seen;
  };
  const pass = (ms: number): void => void (now += ms);
  return { storage, shelf, files, told, prompts, pass, dataFolder };
}
const plain = { id: null, title: null, tags: [], attachmentIds: [] } as const;
const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text), division: null });

test('a prompt is kept, found after a restart, changed without losing its uses, and used with its variables', () => {
  const { shelf, prompts, storage, dataFolder } = openShelf();
  const id = shelf.save({ ...plain, text: '# Translate {{text}} into {{language of choice}}', tags: ['Work', 'work'] });
  expect(shelf.use({ id, variables: { text: 'tree' }, key: null }).text).toBe(
    '# Translate tree into {{language of choice}}',
  );
  shelf.save({ ...plain, id, title: 'Translating', text: 'Translate {{text}}', tags: [] });
  expect(prompts()).toMatchObject([{ title: 'Translating', uses: 1, tags: [], createdAtMs: expect.any(Number) }]);
  storage.close();
  expect(openShelf(dataFolder).prompts()).toMatchObject([{ id, text: 'Translate {{text}}', uses: 1 }]);
});

test('its files are taken from the draft, copied to whatever uses it, swept with it and not before', () => {
  const { shelf, files, storage, prompts, told, pass } = openShelf();
  const one = files.add({ key: shelfFilesKey(null), name: 'one.txt', text: 'first' });
  const two = files.add({ key: shelfFilesKey(null), name: 'two.txt', text: 'second' });
  const id = shelf.save({ ...plain, text: 'Compare these', attachmentIds: [two.id, one.id] });
  files.add({ key: draftKeyOf(null), name: 'own.txt', text: 'own' });
  shelf.use({ id, variables: {}, key: draftKeyOf(null) });
  expect(storage.attachments.ofDraft(draftKeyOf(null)).map(({ name }) => name)).toEqual([
    'own.txt',
    'two.txt',
    'one.txt',
  ]);
  expect(told.at(-1)).toBe(draftKeyOf(null));
  // A start sweeps what belongs to nothing.
  storage.attachments.removeStranded();
  expect(prompts()[0]?.attachments.map(({ name }) => name)).toEqual(['two.txt', 'one.txt']);
  shelf.save({ ...plain, id, text: 'Compare this', attachmentIds: [one.id] });
  expect(() => files.read(two.id)).toThrow('not-found');
  shelf.remove(id);
  expect(prompts()).toEqual([]);
  shelf.restore(id);
  expect(prompts()[0]?.attachments).toHaveLength(1);
  shelf.remove(id);
  pass(2 * 60 * 60 * 1000);
  shelf.remove(shelf.save({ ...plain, text: 'another' }));
  expect(() => files.read(one.id)).toThrow('not-found');
});

test('text files are divided as they look, or as the person says', () => {
  const { shelf } = openShelf();
  const textsOf = (text: string, division: 'lines' | 'whole' | null = null) => {
    const { prompts, division: used } = shelf.preview({ ...file('a.txt', text), division });
    return [used, ...prompts.map((prompt) => prompt.text)];
  };
  expect(textsOf('one\r\ntwo\r\n')).toEqual(['lines', 'one', 'two']);
  expect(textsOf('one\nstill one\n\n \ntwo\n')).toEqual(['empty-lines', 'one\nstill one', 'two']);
  expect(textsOf('one\n\nstill one\n---\ntwo')).toEqual(['rules', 'one\n\nstill one', 'two']);
  expect(textsOf('one\n\ntwo', 'whole')).toEqual(['whole', 'one\n\ntwo']);
  expect(textsOf('one\n\ntwo', 'lines')).toEqual(['lines', 'one', 'two']);
});

test('tables and JSON lines bring titles and tags; what is there already is not taken twice', () => {
  const { shelf, prompts } = openShelf();
  const table = file(
    'a.csv',
    'Title;Prompt;Tags\r\nHaiku;"Write a haiku\nabout rain";poems, short\r\n;Count to ten;\r\n',
  );
  expect(shelf.preview(table)).toMatchObject({ format: 'csv', count: 2, known: 0 });
  expect(shelf.importFile({ ...table, tags: ['mine'] })).toEqual({ added: 2 });
  expect(prompts().find(({ title }) => title === 'Haiku')).toMatchObject({
    text: 'Write a haiku\nabout rain',
    tags: ['poems', 'short', 'mine'],
  });
  const lines = [
    '{"prompt": "Count to ten"}',
    '{"messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "Say hello"}], "tags": ["x"]}',
    '"Just words"',
    '{"other": 1}',
  ].join('\n');
  expect(shelf.preview(file('b.jsonl', lines))).toMatchObject({ format: 'jsonl', count: 3, known: 1 });
  expect(shelf.importFile({ ...file('b.jsonl', lines), tags: [] })).toEqual({ added: 2 });
  expect(shelf.importFile({ ...file('b.jsonl', lines), tags: [] })).toEqual({ added: 0 });
  expect(prompts()).toHaveLength(4);
});

test('a file with a mistake is told with its line, and nothing of it is taken', () => {
  const { shelf, prompts } = openShelf();
  const tags: string[] = [];
  expect(() => shelf.importFile({ ...file('a.jsonl', '"one"\n{"prompt": \n'), tags })).toThrow(
    expect.objectContaining({
      code: 'import-damaged',
      params: expect.objectContaining({ detail: expect.stringContaining('line 2') }),
    }),
  );
  expect(() => shelf.importFile({ ...file('a.csv', 'prompt\n"never closed'), tags })).toThrow(
    expect.objectContaining({ code: 'import-damaged' }),
  );
  expect(() => shelf.importFile({ ...file('a.csv', 'colour,size\nred,1\n'), tags })).toThrow(
    expect.objectContaining({ code: 'import-unknown' }),
  );
  expect(() => shelf.preview({ name: 'a.txt', bytes: new Uint8Array([0, 1, 2, 0, 255]), division: null })).toThrow(
    expect.objectContaining({ code: 'import-unknown' }),
  );
  expect(prompts()).toEqual([]);
});
