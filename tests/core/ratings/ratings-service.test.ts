import { expect, onTestFinished, test } from 'vitest';
import type { ContestantId } from '../../../main/contract/ids.ts';
import type { RatingsInput } from '../../../main/contract/ratings.ts';
import { RatingsService } from '../../../main/core/ratings/ratings-service.ts';
import { openVotes } from '../../support/votes/open-votes.ts';

const input: RatingsInput = { by: 'contestant', tag: null, onlyBlind: false, controlsStyle: true };

function open(names?: readonly string[], revealsAfterVote?: boolean) {
  const opened = openVotes(names, revealsAfterVote);
  const { storage, votes } = opened;
  const describe = (ids: readonly ContestantId[]) =>
    new Map(storage.compare.contestants(ids).map((record) => [record.id, { ...record, name: record.modelName }]));
  const ratings = new RatingsService({ votes: storage.votes, contestants: { describe }, version: () => votes.version });
  onTestFinished(() => ratings.dispose());
  /** Each answers longer than the one before, and `best` (by column) wins; null: all bad. */
  const vote = (id: string, best: number | null): void => {
    const answers = (names ?? ['Ash', 'Birch', 'Cedar']).map((name, column) => ({ text: name.repeat(column + 1) }));
    const { roundId, ids } = opened.round({ id, prompt: 'Which?', answers });
    const outcome = best === null ? 'all-bad' : 'best';
    votes.cast({ roundId, outcome, bestId: best === null ? null : (ids[best] ?? null), marks: {}, note: '' });
  };
  return { ...opened, ratings, vote };
}

test('votes become ratings: who is best, who met whom, what is sure', async () => {
  const { ratings, vote, votes } = open(['Ash', 'Birch']);
  for (let number = 0; number < 14; number += 1) vote(`round-${number}`, 0);
  vote('round-tie', null);
  const found = await ratings.compute({ ...input, controlsStyle: false });
  expect(found).toMatchObject({
    version: votes.version,
    rated: [
      { name: 'Ash', modelId: 'm', rank: { best: 1, worst: 1 }, votes: 15, wins: 14, ties: 1, losses: 0 },
      { name: 'Birch', modelId: 'm', rank: { best: 2, worst: 2 }, votes: 15, wins: 0, ties: 1, losses: 14 },
    ],
    pairs: [{ a: 0, b: 1, votes: 15, verdict: { kind: 'better', votes: 15 } }],
    // Birch stood first in all of them.
    position: null,
    styles: [],
    votes: 15,
    ties: 1,
    groups: [[0, 1]],
  });
});

test('a model that met only itself has a strength that nothing moves, and no interval that is no number', async () => {
  const { ratings, vote } = open(['Ash', 'Birch']);
  vote('round-1', 0);
  const { rated, pairs } = await ratings.compute({ ...input, by: 'model' });
  expect(rated).toMatchObject([{ strength: { value: 0, interval: { low: 0, high: 0 } }, rank: { best: 1, worst: 1 } }]);
  expect(pairs).toEqual([]);
});

test('the same votes are computed once; another vote, and they are computed anew', async () => {
  const { ratings, vote } = open();
  vote('round-1', 0);
  const first = ratings.compute(input);
  expect(ratings.compute(input)).toBe(first);
  expect((await first).styles.map(({ feature }) => feature)).toEqual(['length']);
  vote('round-2', 1);
  expect((await ratings.compute(input)).votes).toBe(2);
});

test('a vote on a round whose names are hidden still moves no rating', async () => {
  const { ratings, vote, storage, votes } = open(['Ash', 'Birch'], false);
  vote('round-1', 0);
  expect((await ratings.compute(input)).votes).toBe(0);
  for (const { roundId } of storage.votes.list()) if (roundId !== null) storage.compare.reveal(roundId, 1);
  votes.tellAgain();
  expect((await ratings.compute(input)).votes).toBe(1);
});

test('without votes there is nobody to rate', async () => {
  const { ratings } = open();
  expect(await ratings.compute(input)).toMatchObject({ rated: [], pairs: [], position: null, votes: 0, groups: [] });
});

test('the thread ends with the app', async () => {
  const { ratings, vote } = open();
  vote('round-1', 0);
  const computed = expect(ratings.compute(input)).rejects.toMatchObject({ code: 'shutting-down' });
  await ratings.dispose();
  await computed;
});
