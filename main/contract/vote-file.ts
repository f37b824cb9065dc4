import { z } from 'zod';
import { contestantSchema } from './contestants.ts';
import { maxTags, tagSchema } from './organise.ts';
import { maxNoteLength, voteSchema } from './votes.ts';

/** A contestant as files of votes carry it: enough to take part in ratings where its model is not. */
export const fileContestantSchema = contestantSchema
  .pick({ id: true, setup: true, modelName: true, quantization: true, differences: true, createdAtMs: true })
  .extend({
    /** What makes two setups the same contestant. */
    key: z.string().min(1).max(1000),
    ownName: contestantSchema.shape.name.nullable(),
  });
export type FileContestant = z.infer<typeof fileContestantSchema>;

const entrySchema = voteSchema.shape.entries.unwrap().element.omit({ contestantId: true }).extend({
  contestant: fileContestantSchema,
});

/** A vote as files carry it; docs/votes.md tells how the formats lay it out. */
export const fileVoteSchema = voteSchema
  .omit({ roundId: true, origin: true, entries: true })
  .extend({
    note: z.string().max(maxNoteLength),
    tags: z.array(tagSchema).max(maxTags).readonly(),
    createdAtMs: z.number().int().min(0).max(8.64e15),
    entries: z.array(entrySchema).min(2).max(64).readonly(),
  })
  .refine(
    ({ outcome, entries }) => entries.filter(({ isBest }) => isBest).length === (outcome === 'best' ? 1 : 0),
    'the best answer does not go with the outcome',
  );
export type FileVote = z.infer<typeof fileVoteSchema>;
export type FileEntry = FileVote['entries'][number];

/**
 * What lines of the training formats carry in their field `counterweight` (as a string of JSON, which data loaders take for
 * text and leave alone). With it and the line's own messages the vote comes back.
 */
const partSchema = entrySchema.omit({ text: true, turns: true, isBest: true }).extend({
  /** 0 first. */
  place: z.number().int().nonnegative().max(63),
  /** Where they are not the line's prompt. */
  turns: entrySchema.shape.turns.optional(),
});
export const lineNoteSchema = z.object({
  version: z.literal(1),
  vote: z.object({
    ...voteSchema.pick({ id: true, prompt: true, outcome: true, isBlind: true, tags: true, note: true }).shape,
    createdAtMs: z.number(),
    /** Of the whole vote. */
    answers: z.number().int().min(2).max(64),
  }),
  /** Of the line's `chosen` and `rejected`, or of its `completion`. */
  parts: z.array(partSchema).min(1).max(2).readonly(),
});
export type LineNote = z.infer<typeof lineNoteSchema>;

const messageSchema = z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() });
const answerMessages = z.array(messageSchema).length(1);
/** Only what comes back is looked at. */
export const trainingLineSchema = z.union([
  z.object({ prompt: z.array(messageSchema), chosen: answerMessages, rejected: answerMessages }),
  z.object({ prompt: z.array(messageSchema), completion: answerMessages, label: z.boolean() }),
]);
