import type { TextStatistics } from '../../../contract/answer-figures.ts';

const statistics = [
  'characters',
  'words',
  'sentences',
  'paragraphs',
  'headings',
  'listItems',
  'bold',
  'codeBlocks',
  'tables',
  'links',
] as const satisfies readonly (keyof TextStatistics)[];

/** The same in every row of a vote. */
export const sharedColumns = ['vote', 'created', 'blind', 'outcome', 'tags', 'note', 'prompt', 'answers'] as const;

/** Columns of the table of votes, a row for each answer: docs/votes.md says what each holds. */
export const voteColumns = [
  ...sharedColumns,
  'place',
  'name',
  'best',
  'text',
  'marks',
  ...statistics,
  'turns',
  'contestant',
] as const;
export type VoteColumn = (typeof voteColumns)[number];
export const statisticsColumns = statistics;
