import { mkdirSync } from 'node:fs';
import { contestantIdSchema, modelIdSchema, voteIdSchema } from '../../../main/contract/ids.ts';
import type { VoteRecord } from '../../../main/core/ports/vote-repository.ts';
import { openStorage } from '../../../main/storage/storage.ts';

export type SeedVote = {
  /** Contestants by number, in the order in which they stood. */
  readonly stood: readonly number[];
  /** Place of the best; null: a tie. */
  readonly best: number | null;
  readonly tags?: readonly string[];
  readonly isBlind?: boolean;
  /** Characters of each answer. */
  readonly lengths?: readonly number[];
};

/** Writes a data folder with votes, before an app opens it: each contestant is a model of its own. */
export function seedVotes(dataFolder: string, names: readonly string[], votes: readonly SeedVote[]): void {
  mkdirSync(dataFolder, { recursive: true });
  const storage = openStorage({ dataFolder });
  try {
    const ids = names.map((modelName, number) => {
      const setup = {
        ...{ modelId: modelIdSchema.parse(`model-${number}`), load: {}, settings: {}, systemPrompt: '', variables: {} },
      };
      const id = contestantIdSchema.parse(`contestant-${number}`);
      const record = { id, key: `key-${number}`, ownName: null, setup, modelName, quantization: 'Q4_K_M' };
      return storage.compare.keepContestant({ ...record, differences: [], createdAtMs: 1 }).id;
    });
    storage.votes.save(votes.map((vote, number) => toRecord(vote, number, { names, ids })));
  } finally {
    storage.close();
  }
}

type Known = {
  readonly names: readonly string[];
  readonly ids: readonly VoteRecord['entries'][number]['contestantId'][];
};

function toRecord(vote: SeedVote, number: number, { names, ids }: Known): VoteRecord {
  const { stood, best, tags = [], isBlind = true, lengths = [] } = vote;
  return {
    id: voteIdSchema.parse(`vote-${number}`),
    ...{ roundId: null, origin: 'imported', prompt: `Prompt ${number}`, note: '', isBlind, tags: [...tags] },
    outcome: best === null ? 'tie' : 'best',
    createdAtMs: number + 1,
    entries: stood.flatMap((contestant, place) => {
      const contestantId = ids[contestant];
      if (contestantId === undefined) return [];
      const characters = lengths[place] ?? 200;
      const form = { headings: 0, listItems: 0, bold: 0, codeBlocks: 0, tables: 0, links: 0 };
      return [
        {
          ...{ contestantId, name: names[contestant] ?? '', isBest: place === best, text: 'An answer', turns: [] },
          textStatistics: { characters, words: 40, sentences: 3, paragraphs: 1, ...form },
          ...{ marks: {}, answerId: null },
        },
      ];
    }),
  };
}
