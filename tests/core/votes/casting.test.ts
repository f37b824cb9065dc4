import { expect, test } from 'vitest';
import { roundVote } from '../../../main/core/votes/round-vote.ts';
import { appErrorOf } from '../../support/app-error-of.ts';
import { openVotes } from '../../support/votes/open-votes.ts';

const best = (id: string | undefined) => ({ outcome: 'best', bestId: id as never, marks: {}, note: '' }) as const;
const tie = { outcome: 'tie', bestId: null, marks: {}, note: '' } as const;
const three = [{ text: 'one' }, { text: 'two' }, { text: 'three' }];

test('a vote copies the answers in the order in which they stood, with everything that was asked', () => {
  const here = openVotes();
  here.round({ id: 'first', prompt: 'Hello', answers: three });
  const { roundId, ids } = here.round({
    id: 'second',
    prompt: 'And now?',
    answers: [{ text: '# Ash' }, { text: 'Birch says' }, { text: 'Cedar' }],
    tags: ['Trees'],
  });
  const { voteId } = here.votes.cast({
    roundId,
    ...best(ids[1]),
    marks: { [ids[0] ?? '']: { truth: 2 } },
    note: 'close',
  });
  const vote = here.storage.votes.find(voteId);
  expect(vote).toMatchObject({ outcome: 'best', isBlind: true, tags: ['Trees'], note: 'close', prompt: 'And now?' });
  expect(vote?.entries.map(({ name, isBest, text, marks }) => ({ name, isBest, text, marks }))).toEqual([
    { name: 'Cedar', isBest: false, text: 'Cedar', marks: {} },
    { name: 'Ash', isBest: false, text: '# Ash', marks: { truth: 2 } },
    { name: 'Birch', isBest: true, text: 'Birch says', marks: {} },
  ]);
  expect(vote?.entries[1]?.turns).toEqual([
    { role: 'user', content: 'Hello' },
    { role: 'assistant', content: 'one' },
    { role: 'user', content: 'And now?' },
  ]);
  expect(vote?.entries[1]?.textStatistics).toMatchObject({ headings: 1, words: 1 });
});

test('an answer that failed, was never asked or was broken off before a word is no part of a vote, and never the best', async () => {
  const here = openVotes(['Ash', 'Birch', 'Cedar', 'Dogwood', 'Elm']);
  const { roundId, ids } = here.round({
    id: 'r',
    prompt: 'Hello',
    answers: [
      { text: 'whole' },
      { text: 'half', status: 'failed' },
      null,
      { text: '', status: 'stopped' },
      { text: 'as far', status: 'stopped' },
    ],
  });
  for (const id of ids.slice(1, 4))
    expect(await appErrorOf(() => here.votes.cast({ roundId, ...best(id) }))).toBe('bad-request');
  here.votes.cast({ roundId, ...best(ids[4]) });
  expect(here.lines()[0]?.names.toSorted()).toEqual(['Ash', 'Elm']);
});

test('one answer is nothing to choose from, and nothing is decided while answers are written', async () => {
  const here = openVotes(['Ash', 'Birch']);
  const one = here.round({ id: 'one', prompt: 'Hello', answers: [{ text: 'a' }, { text: 'b', status: 'failed' }] });
  expect(await appErrorOf(() => here.votes.cast({ roundId: one.roundId, ...tie }))).toBe('bad-request');
  here.clear();
  const two = here.round({ id: 'two', prompt: 'Hello', answers: [{ text: 'a' }, { text: 'b' }] });
  here.running.add(two.roundId);
  expect(await appErrorOf(() => here.votes.cast({ roundId: two.roundId, ...tie }))).toBe('bad-request');
  expect(here.lines()).toEqual([]);
});

test('undo leaves the round unvoted, redo brings the vote back, and a later vote gives way to it', () => {
  const here = openVotes();
  const { roundId, ids } = here.round({ id: 'r', prompt: 'Hello', answers: three });
  const ofRound = () => here.storage.votes.ofRounds([roundId]).map(roundVote);
  const first = here.votes.cast({ roundId, ...best(ids[2]) });
  here.votes.undo(first.voteId);
  expect([ofRound(), here.lines()]).toEqual([[], []]);
  const second = here.votes.cast({ roundId, ...tie });
  here.votes.redo(first.voteId);
  expect(ofRound()).toEqual([expect.objectContaining({ id: first.voteId, outcome: 'best', bestId: ids[2] })]);
  here.votes.redo(second.voteId);
  expect(ofRound()).toEqual([expect.objectContaining({ id: second.voteId, outcome: 'tie', bestId: null })]);
  expect(here.lines()).toHaveLength(1);
});

test('a verdict changed after names came out is not blind; a note added to the same verdict leaves it blind, its marks too', () => {
  const here = openVotes();
  const { roundId, ids } = here.round({ id: 'r', prompt: 'Hello', answers: three });
  const marks = { [ids[0] ?? '']: { truth: 5 } };
  here.votes.cast({ roundId, ...best(ids[0]), marks });
  here.votes.cast({ roundId, ...best(ids[0]), marks: {}, note: 'later' });
  const [noted] = here.storage.votes.ofRounds([roundId]).map(roundVote);
  expect(noted).toMatchObject({ isBlind: true, note: 'later', marks });
  here.votes.cast({ roundId, ...best(ids[1]) });
  expect(here.storage.votes.ofRounds([roundId]).map(({ isBlind }) => isBlind)).toEqual([false]);
});

test('the same verdict on other words, written after names came out, is not blind', () => {
  const here = openVotes();
  const { roundId, ids } = here.round({ id: 'r', prompt: 'Hello', answers: three });
  const other = here.round({
    id: 'other',
    prompt: 'Hello',
    answers: three.map(({ text }) => ({ text: `${text} anew` })),
  });
  here.votes.cast({ roundId, ...best(ids[0]) });
  const anew = here.storage.compare.findRound(other.roundId)?.answers.find(({ id }) => id === other.ids[0]);
  here.storage.compare.setAnswerMessage(ids[0] as never, anew?.messageId as never);
  here.votes.cast({ roundId, ...best(ids[0]), note: 'again' });
  expect(here.storage.votes.ofRounds([roundId]).map(({ isBlind, note }) => [isBlind, note])).toEqual([
    [false, 'again'],
  ]);
});

test('a list tells nobody who won as long as names are hidden', () => {
  const here = openVotes(['Ash', 'Birch'], false);
  const { roundId, ids } = here.round({ id: 'r', prompt: 'Hello', answers: [{ text: 'a' }, { text: 'b' }] });
  here.votes.cast({ roundId, ...best(ids[0]) });
  expect(here.lines()[0]).toMatchObject({ names: [], bestName: null, isBlind: true });
  here.storage.compare.reveal(roundId, 9);
  expect(here.lines()[0]).toMatchObject({ names: ['Birch', 'Ash'], bestName: 'Ash' });
});

test('every change has a higher version, and whoever shows the round is told', () => {
  const here = openVotes();
  const versions: number[] = [];
  here.votes.watch(({ version }) => void versions.push(version));
  const { roundId } = here.round({ id: 'r', prompt: 'Hello', answers: three });
  const { voteId } = here.votes.cast({ roundId, ...tie });
  here.votes.setTags(voteId, ['A', 'a', 'b']);
  here.votes.saveCriteria(['Truth', 'truth', 'Style']);
  here.votes.undo(voteId);
  expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  expect(new Set(versions).size).toBe(5);
  expect(here.told).toEqual([roundId, roundId, roundId]);
  expect(here.storage.votes.find(voteId)?.tags).toEqual(['A', 'b']);
  expect(here.storage.votes.criteria()).toEqual(['Truth', 'Style']);
});

test('a vote outlives the comparison it was given in', () => {
  const here = openVotes();
  const { roundId, ids } = here.round({ id: 'r', prompt: 'Hello', answers: three });
  here.votes.cast({ roundId, ...best(ids[0]) });
  here.storage.compare.softDelete(here.comparisonId, 5);
  here.storage.compare.purgeDeleted(6);
  expect(here.lines()).toEqual([expect.objectContaining({ roundId: null, bestName: 'Ash', prompt: 'Hello' })]);
});

test('a change is told as what it is: the vote alone, what gave way to it, and what came back', () => {
  const here = openVotes();
  const events: unknown[] = [];
  const { roundId, ids } = here.round({ id: 'r', prompt: 'Hello', answers: three });
  const first = here.votes.cast({ roundId, ...best(ids[0]) });
  here.votes.watch((event) => {
    if (event.type === 'changed') events.push([event.votes.map(({ id }) => id), event.removedIds]);
  });
  const second = here.votes.cast({ roundId, ...tie });
  here.votes.undo(second.voteId);
  here.votes.redo(first.voteId);
  here.votes.redo(second.voteId);
  expect(events).toEqual([
    [[second.voteId], [first.voteId]],
    [[], [second.voteId]],
    [[first.voteId], []],
    [[second.voteId], [first.voteId]],
  ]);
});
