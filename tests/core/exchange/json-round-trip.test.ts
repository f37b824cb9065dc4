import { expect, test } from 'vitest';
import { exchangeFileSchema, type ExchangeConversation } from '../../../main/contract/exchange-file.ts';
import type { ConversationId, ProjectId } from '../../../main/contract/ids.ts';
import { appErrorOf } from '../../support/app-error-of.ts';
import { openExchange } from '../../support/exchange/open-exchange.ts';
import { randomConversation, withPlaceNames } from '../../support/exchange/random-conversation.ts';

test('what is exported, deleted and imported is the same tree, field by field', async () => {
  const here = openExchange();
  const trees = Array.from({ length: 25 }, (_, seed) => randomConversation(seed + 1));
  for (const tree of trees) here.repository.insert(tree, { kind: 'none' });
  const before = here.all();
  expect(before.map(withPlaceNames)).toEqual(sorted(trees).map(withPlaceNames));

  const { text } = await here.text();
  for (const { id } of trees) here.storage.conversations.softDelete(id, 1);
  const preview = await here.preview(here.file('ours.json', text));
  expect(preview).toMatchObject({
    sources: ['counterweight'],
    conversations: 25,
    messages: 25 * 30,
    known: 0,
    leftOut: [],
  });
  await here.run(preview.importId);

  expect(here.all().map(withPlaceNames)).toEqual(before.map(withPlaceNames));
  expect(here.all().map(({ importedFrom }) => importedFrom)).toEqual(before.map(({ id }) => `counterweight:${id}`));
});

test('what was deleted stays out of the file, and what hung on it stays in where it moved to', async () => {
  const here = openExchange();
  const [first, ...rest] = randomConversation(3, 6).messages;
  if (first === undefined) throw new Error('no messages');
  const chain = [first, ...rest].map((message, place, all) => ({ ...message, parentId: all[place - 1]?.id ?? null }));
  const activeLeafId = chain.at(-1)?.id ?? null;
  here.repository.insert({ ...randomConversation(3, 1), messages: chain, activeLeafId }, { kind: 'none' });
  const ids = chain.map(({ id }) => id);
  const remove = (place: number, extent: 'one' | 'from-here'): void =>
    here.storage.conversations.remove({ id: `r${place}`, messageId: ids[place] ?? first.id, extent, removedAtMs: 1 });
  remove(1, 'one');
  remove(4, 'from-here');
  const { conversations } = exchangeFileSchema.parse(JSON.parse((await here.text()).text));
  expect(
    conversations[0]?.messages.map(({ id, parentId }) => [ids.indexOf(id), parentId && ids.indexOf(parentId)]),
  ).toEqual([
    [0, null],
    [2, 0],
    [3, 2],
  ]);
  expect(conversations[0]?.activeLeafId).toBe(ids[3]);
});

test('a second import of the same file takes nothing twice, whatever became of the first', async () => {
  const here = openExchange();
  const trees = [1, 2, 3].map((seed) => randomConversation(seed, 4));
  for (const tree of trees) here.repository.insert(tree, { kind: 'none' });
  const file = here.file('ours.json', (await here.text()).text);
  expect(await here.preview(file)).toMatchObject({ conversations: 0, known: 3 });

  here.storage.conversations.softDelete('conversation-2' as ConversationId, 1);
  await here.run((await here.preview(file)).importId);
  const again = await here.preview(file);
  expect(again).toMatchObject({ conversations: 0, messages: 0, known: 3 });
  expect(await here.run(again.importId)).toEqual({ type: 'done', conversations: 0, messages: 0, firstId: null });

  // Of what was imported, an export and its import know each other too; deleted, it may come a second time.
  const [brought] = here.all().filter(({ importedFrom }) => importedFrom !== null);
  here.storage.conversations.softDelete(brought?.id ?? ('' as ConversationId), 2);
  expect(await here.preview(file)).toMatchObject({ conversations: 1, known: 2 });
  await here.run((await here.preview(file)).importId);
  expect(here.all()).toHaveLength(3);
});

test('a file of ours follows its own schema, and brings its projects along', async () => {
  const here = openExchange();
  const projectId = 'p' as ProjectId;
  const project = { id: projectId, name: 'Garden', systemPrompt: 'Be kind.', createdAtMs: 5 };
  here.repository.insert(randomConversation(7, 3), { kind: 'brought', project });
  const { text } = await here.text();
  const file = exchangeFileSchema.parse(JSON.parse(text));
  expect(file.projects).toMatchObject([{ name: 'Garden', systemPrompt: 'Be kind.' }]);

  const there = openExchange();
  const preview = await there.preview(there.file('ours.json', text));
  expect(preview.projects).toEqual(['Garden']);
  await there.run(preview.importId);
  expect(there.repository.projects()).toMatchObject([{ name: 'Garden', systemPrompt: 'Be kind.', createdAtMs: 5 }]);
  expect(there.all()[0]?.projectId).toBe(there.repository.projects()[0]?.id);
});

test('a newer file is refused by name; damaged conversations are counted and the others taken', async () => {
  const here = openExchange();
  const good = randomConversation(1, 3);
  const orphan = { ...randomConversation(2, 3), messages: randomConversation(2, 3).messages.slice(1) };
  const loop: ExchangeConversation = { ...good, id: 'loop' as ConversationId, messages: good.messages.toReversed() };
  const text = (version: number, conversations: readonly unknown[]): string =>
    JSON.stringify({
      format: 'counterweight-conversations',
      version,
      exportedAtMs: 1,
      appVersion: '9',
      projects: [],
      conversations,
    });
  expect(await appErrorOf(() => here.preview(here.file('new.json', text(2, [good]))))).toBe('import-newer');

  const mixed = here.file('mixed.json', text(1, [orphan, good, loop, { id: 7 }, 'words', null]));
  const preview = await here.preview(mixed);
  expect(preview).toMatchObject({ conversations: 1, leftOut: [{ reason: 'damaged', count: 5 }] });
  await here.run(preview.importId);
  expect(here.all().map(withPlaceNames)).toEqual([withPlaceNames(good)]);
});

test('a file that ends in the middle is refused whole, and an unknown one by its name', async () => {
  const here = openExchange();
  here.repository.insert(randomConversation(1, 6), { kind: 'none' });
  const { text } = await here.text();
  expect(await appErrorOf(() => here.preview(here.file('half.json', text.slice(0, -200))))).toBe('import-damaged');
  const others = { 'notes.json': '{"notes":[1,2]}', 'list.json': '[{"a":1}]', 'none.json': '[]' };
  for (const [name, content] of Object.entries(others)) {
    expect(await appErrorOf(() => here.preview(here.file(name, content)))).toBe('import-unknown');
  }
  for (const content of ['just words', '', '{"a":1]', '{"format"}']) {
    expect(await appErrorOf(() => here.preview(here.file('broken.json', content)))).toBe('import-damaged');
  }
});

function sorted(trees: readonly ExchangeConversation[]): readonly ExchangeConversation[] {
  return trees.toSorted((a, b) => b.updatedAtMs - a.updatedAtMs);
}

test('times that no calendar has are not taken: a single one would end every later export', async () => {
  for (const time of [9e15, -9e15, 1.5]) {
    const here = openExchange();
    const [bad, good] = [randomConversation(1, 3), randomConversation(2, 3)];
    const project = { id: 'p', name: 'Boats', systemPrompt: '', createdAtMs: 1.5 };
    const file = {
      format: 'counterweight-conversations',
      version: 1,
      projects: [project],
      conversations: [
        { ...bad, updatedAtMs: time },
        { ...good, projectId: project.id },
      ],
    };
    const preview = await here.preview(here.file('x.json', JSON.stringify(file)));
    expect(preview.leftOut).toEqual([{ reason: 'damaged', count: 1 }]);
    await here.run(preview.importId);
    const { exported } = await here.text({ format: 'markdown' });
    expect(exported.conversations).toBe(1);
  }
});
