import { expect, test } from 'vitest';
import { contestantIdSchema, modelIdSchema, voteIdSchema } from '../../../main/contract/ids.ts';
import type { RatingsInput } from '../../../main/contract/ratings.ts';
import type { VoteRecord } from '../../../main/core/ports/vote-repository.ts';
import { arrangeVotes, type Named } from '../../../main/core/ratings/arrange-votes.ts';

const statistics = {
  ...{ characters: 100, words: 20, sentences: 2, paragraphs: 1, headings: 0 },
  ...{ listItems: 0, bold: 0, codeBlocks: 0, tables: 0, links: 0 },
};

function contestant(name: string, model: string): Named {
  return {
    id: contestantIdSchema.parse(name),
    name,
    setup: { modelId: modelIdSchema.parse(model), load: {}, settings: {}, systemPrompt: '', variables: {} },
    modelName: model.toUpperCase(),
    quantization: 'Q8_0',
  };
}

const known = new Map([contestant('a', 'm'), contestant('b', 'm'), contestant('c', 'n')].map((one) => [one.id, one]));

type Cast = {
  readonly names: string;
  readonly best?: string;
  readonly tags?: readonly string[];
  readonly isBlind?: boolean;
};

function vote({ names, best, tags = [], isBlind = true }: Cast, lengths: readonly number[] = []): VoteRecord {
  return {
    id: voteIdSchema.parse(`vote-${names}-${best ?? 'tie'}`),
    roundId: null,
    origin: 'here',
    prompt: 'Hi',
    outcome: best === undefined ? 'tie' : 'best',
    isBlind,
    tags: [...tags],
    note: '',
    entries: [...names].map((name, place) => ({
      contestantId: contestantIdSchema.parse(name),
      name,
      isBest: name === best,
      text: '',
      turns: [],
      textStatistics: { ...statistics, characters: lengths[place] ?? 100 },
      marks: {},
      answerId: null,
    })),
    createdAtMs: 0,
  };
}

const input: RatingsInput = { by: 'contestant', tag: null, onlyBlind: false, controlsStyle: false };

test('places, winners and ties of votes become choices by number', () => {
  const { subjects, choices } = arrangeVotes([vote({ names: 'ca', best: 'a' }), vote({ names: 'abc' })], known, input);
  expect(subjects.map(({ name, modelId }) => ({ name, modelId }))).toEqual([
    { name: 'c', modelId: 'n' },
    { name: 'a', modelId: 'm' },
    { name: 'b', modelId: 'm' },
  ]);
  expect(choices).toEqual([
    {
      entries: [
        { contestant: 0, style: [] },
        { contestant: 1, style: [] },
      ],
      best: 1,
    },
    {
      entries: [
        { contestant: 1, style: [] },
        { contestant: 2, style: [] },
        { contestant: 0, style: [] },
      ],
      best: null,
    },
  ]);
});

test('by model, contestants of one file are one, under its name', () => {
  const { subjects, choices } = arrangeVotes([vote({ names: 'abc', best: 'b' })], known, { ...input, by: 'model' });
  expect(subjects).toEqual([
    { contestantIds: ['a', 'b'], modelId: 'm', name: 'M Q8_0' },
    { contestantIds: ['c'], modelId: 'n', name: 'N Q8_0' },
  ]);
  expect(choices[0]?.entries.map(({ contestant: number }) => number)).toEqual([0, 0, 1]);
});

test('only votes with the tag, however it is spelt, only blind ones, and none on strangers', () => {
  const votes = [
    vote({ names: 'ab', tags: ['coding'] }),
    vote({ names: 'bc', tags: ['Coding'], isBlind: false }),
    vote({ names: 'ac' }),
    vote({ names: 'ax', tags: ['coding'] }),
  ];
  const count = (patch: Partial<RatingsInput>): number =>
    arrangeVotes(votes, known, { ...input, ...patch }).choices.length;
  expect([count({}), count({ tag: 'coding' }), count({ tag: 'coding', onlyBlind: true })]).toEqual([3, 2, 1]);
});

// (300 − 100) / (300 + 100) = ½ and (100 − 300) / 400 = −½: their deviation is ½, so they are 1 and −1.
test('style is the normalised difference in units of its deviation; what never differs is no feature', () => {
  const votes = [vote({ names: 'ab', best: 'a' }, [300, 100]), vote({ names: 'bc', best: 'b' }, [100, 300])];
  const { features, choices } = arrangeVotes(votes, known, { ...input, controlsStyle: true });
  expect(features).toEqual(['length']);
  expect(choices.map(({ entries: [left, right] }) => (left?.style[0] ?? 0) - (right?.style[0] ?? 0))).toEqual([1, -1]);
});
