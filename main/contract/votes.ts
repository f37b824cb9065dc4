import { z } from 'zod';
import { textStatisticsSchema } from './answer-figures.ts';
import { importFileSchema } from './exchange.ts';
import { answerIdSchema, contestantIdSchema, roundIdSchema, voteIdSchema } from './ids.ts';
import { maxTags, tagSchema } from './organise.ts';

export const maxNoteLength = 10_000;
/** Criteria a person may mark answers by. */
export const maxCriteria = 8;
export const criterionSchema = z.string().trim().min(1).max(60);
/** 1 is poor, 5 is excellent. */
export const markSchema = z.number().int().min(1).max(5);
const marks = z.record(criterionSchema, markSchema);

/** `tie`: equally good. `all-bad`: none is any good, which prefers none either. */
export const voteOutcomeSchema = z.enum(['best', 'tie', 'all-bad']);
export type VoteOutcome = z.infer<typeof voteOutcomeSchema>;

/** The verdict on a round as its screen shows it. */
export const roundVoteSchema = z.object({
  id: voteIdSchema,
  outcome: voteOutcomeSchema,
  /** Only where one is best. */
  bestId: answerIdSchema.nullable(),
  /** By answer, then by criterion. */
  marks: z.record(answerIdSchema, marks),
  note: z.string(),
  /** Whether names were hidden when it was given. */
  isBlind: z.boolean(),
  createdAtMs: z.number(),
});
export type RoundVote = z.infer<typeof roundVoteSchema>;

/** A vote as it is kept: whole by itself, so that it outlives its comparison and its models. */
export const voteSchema = z.object({
  id: voteIdSchema,
  /** Null when it was imported, or its comparison is erased. */
  roundId: roundIdSchema.nullable(),
  origin: z.enum(['here', 'imported']),
  prompt: z.string(),
  outcome: voteOutcomeSchema,
  isBlind: z.boolean(),
  tags: z.array(tagSchema).readonly(),
  note: z.string(),
  /** In the order in which they stood, first on the left. */
  entries: z
    .array(
      z.object({
        contestantId: contestantIdSchema,
        /** As it was called then. */
        name: z.string(),
        isBest: z.boolean(),
        text: z.string(),
        /** What it answered: system prompt, earlier turns and the prompt, as the training formats want it. */
        turns: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })).readonly(),
        textStatistics: textStatisticsSchema,
        marks,
      }),
    )
    .min(2)
    .readonly(),
  createdAtMs: z.number(),
});
export type Vote = z.infer<typeof voteSchema>;

/** Characters of a prompt that a list tells. */
export const longestPromptInLine = 500;

/** A vote in a list, without its texts. */
export type VoteLine = Pick<
  Vote,
  'id' | 'roundId' | 'origin' | 'prompt' | 'outcome' | 'isBlind' | 'tags' | 'note' | 'createdAtMs'
> & {
  /** In the order in which they stood; none while names are hidden still. */
  readonly names: readonly string[];
  readonly bestName: string | null;
};

export const castVoteInputSchema = z.object({
  roundId: roundIdSchema,
  outcome: voteOutcomeSchema,
  bestId: answerIdSchema.nullable(),
  marks: z.record(answerIdSchema, marks).default({}),
  note: z.string().max(maxNoteLength).default(''),
});
export type CastVoteInput = z.output<typeof castVoteInputSchema>;
export const voteInputSchema = z.object({ voteId: voteIdSchema });
export const setVoteTagsInputSchema = voteInputSchema.extend({ tags: z.array(tagSchema).max(maxTags).readonly() });
export const saveCriteriaInputSchema = z.object({ criteria: z.array(criterionSchema).max(maxCriteria).readonly() });

export const voteExportFormatSchema = z.enum([
  'csv', // every vote as it is kept; comes back with `import`
  'dpo-jsonl', // {"prompt": […], "chosen": […], "rejected": […]} a line
  'kto-jsonl', // {"prompt": […], "completion": […], "label": true} a line
]);
export const exportVotesInputSchema = z.object({
  format: voteExportFormatSchema,
  /** Null: all of them. */
  tag: tagSchema.nullable(),
  onlyBlind: z.boolean(),
});
export type ExportVotesInput = z.infer<typeof exportVotesInputSchema>;

/** `version` grows with every change of any vote: what was computed from an older one is out of date. */
export type VotesEvent =
  | {
      readonly type: 'snapshot';
      readonly version: number;
      /** Newest first. */
      readonly votes: readonly VoteLine[];
      readonly criteria: readonly string[];
    }
  | {
      readonly type: 'changed';
      readonly version: number;
      /** New ones, and others than before. */
      readonly votes: readonly VoteLine[];
      readonly removedIds: readonly z.infer<typeof voteIdSchema>[];
    };

/** Why something that was voted is not in the file: the words are the renderer's. */
export type VoteLeftOut = {
  readonly reason:
    | 'no-preference' // a tie or all bad prefers none
    | 'other-history' // what was said before differs, so the two did not answer the same
    | 'empty' // an answer without a word
    | 'names-hidden'; // a vote on a round whose names are hidden still: the file would tell them
  readonly count: number;
};
export type VotesExported = {
  readonly fileName: string;
  readonly votes: number;
  /** Rows of the table without its head, or lines. */
  readonly lines: number;
  readonly leftOut: readonly VoteLeftOut[];
  readonly sizeBytes: number;
  /** In a browser the page fetches the file by this id and saves it; null on the desktop, where it lies already. */
  readonly exportId: string | null;
};
/** Largest file of votes that is taken, bytes. */
export const maxVotesImportBytes = 256 * 1024 * 1024;
export const importVotesInputSchema = z.object({ file: importFileSchema });
export type VotesImported = {
  readonly fileName: string;
  /** New ones. */
  readonly added: number;
  /** Here already, and left as they are. */
  readonly known: number;
  /** Of which a file of training lines holds only a part, as it does where two answers had no common prompt. */
  readonly incomplete: number;
};
