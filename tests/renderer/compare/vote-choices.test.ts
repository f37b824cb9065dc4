import { expect, test } from 'vitest';
import type { VoteLine } from '../../../main/contract/votes.ts';
import { voteIdSchema } from '../../../main/contract/ids.ts';
import { matchingVotes, noVoteFilters, tagsOfVotes } from '../../../renderer/state/compare/voting/matching-votes.ts';
import { reduceVotes } from '../../../renderer/state/compare/voting/known-votes.ts';
import { voteChoices, votingStage } from '../../../renderer/state/compare/voting/vote-choices.ts';
import { aComparison, anAnswer, aRound } from './compare-fixtures.ts';

const left = anAnswer({ id: 'a1', columnId: 'col1', place: 0, status: 'complete' });
const right = anAnswer({ id: 'a2', columnId: 'col2', place: 1, status: 'complete' });
const keysOf = (...args: Parameters<typeof voteChoices>) =>
  voteChoices(...args).map(({ number, letter, answerId }) => [number, letter, answerId]);

// Catches: key 1 that votes for another answer than the first one a person sees.
test('keys follow what is seen: columns in their order, blind answers in the drawn one', () => {
  const { columns } = aComparison();
  const moved = aComparison({ columns: columns.toReversed() });
  expect(keysOf(aRound({ answers: [left, right] }), moved)).toEqual([
    [1, null, 'a2'],
    [2, null, 'a1'],
  ]);
  const drawn = aRound({
    isBlind: true,
    answers: [
      { ...left, place: 1 },
      { ...right, place: 0 },
    ],
  });
  expect(keysOf(drawn, aComparison({ mode: 'blind' }))).toEqual([
    [1, 'A', 'a2'],
    [2, 'B', 'a1'],
  ]);
});

// Catches: a vote for an answer that the server refuses, and a question about one answer alone.
test('what failed or has no word is never the best; two have to be left, and all at rest', () => {
  const failed = { ...right, status: 'failed', text: 'half' } as const;
  const empty = { ...right, status: 'stopped', text: ' ' } as const;
  const cut = { ...right, status: 'interrupted', text: 'as far' } as const;
  const can = [left, failed, empty, cut].map((answer) => {
    const [choice] = voteChoices(aRound({ answers: [answer] }), aComparison());
    return choice?.canBeBest;
  });
  expect(can).toEqual([true, false, false, true]);
  const stageOf = (...answers: readonly (typeof left)[]) =>
    votingStage(aRound({ answers: [...answers], progress: null }));
  expect(stageOf(left, failed)).toBe('few');
  expect(stageOf(left, cut)).toBe('open');
  expect(stageOf(left, right, { ...right, status: 'writing' })).toBe('writing');
  expect(votingStage(aRound({ answers: [left, right], progress: { finished: 2, total: 2, remainingMs: null } }))).toBe(
    'writing',
  );
});

const vote = (id: string, changes: Partial<VoteLine> = {}): VoteLine => ({
  ...{ id: voteIdSchema.parse(id), roundId: null, origin: 'here', prompt: 'A poem about tea', outcome: 'best' },
  ...{ isBlind: true, tags: [], note: '', createdAtMs: 1, names: ['Ash', 'Birch'], bestName: 'Ash', ...changes },
});

test('votes are found by words of prompt, note, names and tags, whatever the case, and narrowed', () => {
  const votes = [
    vote('1'),
    vote('2', { note: 'Better RHYME', tags: ['Poems'], isBlind: false }),
    vote('3', { prompt: 'Sort a list', outcome: 'tie', tags: ['code', 'poems'] }),
  ];
  const found = (filters: Partial<typeof noVoteFilters>) =>
    matchingVotes(votes, { ...noVoteFilters, ...filters }).map(({ id }) => id);
  expect(found({ words: 'TEA rhyme' })).toEqual(['2']);
  expect(found({ words: 'birch' })).toEqual(['1', '2', '3']);
  expect(found({ tag: 'poems' })).toEqual(['2', '3']);
  expect(found({ tag: 'poems', onlyBlind: true, outcome: 'tie' })).toEqual(['3']);
  expect(found({ tag: 'POEMS', outcome: 'all-bad' })).toEqual([]);
  expect(tagsOfVotes(votes)).toEqual(['Poems', 'code']);
});

// Catches: a vote that is listed twice once it changed, one that stays when it was taken back, one put back at the wrong end.
test('a list keeps its order when votes change, go, and come back', () => {
  const all = [vote('3', { createdAtMs: 3 }), vote('2', { createdAtMs: 2 }), vote('1', { createdAtMs: 1 })];
  const known = reduceVotes(null, { type: 'snapshot', version: 1, votes: all, criteria: ['Truth'] });
  const removed = reduceVotes(known, { type: 'changed', version: 2, votes: [], removedIds: [voteIdSchema.parse('2')] });
  expect(removed?.votes.map(({ id }) => id)).toEqual(['3', '1']);
  const back = vote('2', { createdAtMs: 2, note: 'again' });
  const restored = reduceVotes(removed, { type: 'changed', version: 3, votes: [back], removedIds: [] });
  expect(restored).toEqual({ version: 3, votes: [all[0], back, all[2]], criteria: ['Truth'] });
});
