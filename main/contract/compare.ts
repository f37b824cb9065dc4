import { z } from 'zod';
import { answerFiguresSchema, textStatisticsSchema } from './answer-figures.ts';
import { attachmentSchema, maxAttachments } from './attachments.ts';
import { maxMessageLength, maxTitleLength, replyPhaseSchema, replyStatsSchema, stopReasonSchema } from './chat.ts';
import { columnLimits, contestantSchema, contestantSetupSchema } from './contestants.ts';
import { appErrorDataSchema } from './errors.ts';
import {
  answerIdSchema,
  attachmentIdSchema,
  columnIdSchema,
  comparisonIdSchema,
  conversationIdSchema,
  messageIdSchema,
  modelIdSchema,
  roundIdSchema,
} from './ids.ts';
import { maxTags, tagSchema } from './organise.ts';
import { roundVoteSchema } from './votes.ts';

/** A place in a comparison. A contestant that is swapped leaves its column; its answers stay where they are. */
export const columnSchema = z.object({ id: columnIdSchema, contestant: contestantSchema });
export type Column = z.infer<typeof columnSchema>;

export const comparisonModeSchema = z.enum([
  'open', // every name is seen
  'blind', // names, figures and order are hidden until they are revealed
]);
export const comparisonTimingSchema = z.enum([
  'quick', // together where memory and cores allow, else one after another
  'fair', // strictly one at a time, and only when nothing else computes
]);

/**
 * A comparison without its rounds. While a blind round waits for its verdict nothing here tells who takes part: `columns` is
 * empty, and only `columnCount` is left.
 */
export const comparisonSchema = z.object({
  id: comparisonIdSchema,
  title: z.string(),
  mode: comparisonModeSchema,
  timing: comparisonTimingSchema,
  /** Else names stay hidden until the person asks for them. */
  revealsAfterVote: z.boolean(),
  /** In order; `[]` while veiled. */
  columns: z.array(columnSchema).readonly(),
  columnCount: z.number().int().nonnegative(),
  isVeiled: z.boolean(),
  /** The chat it was opened from: its messages stand before the first round. */
  source: z.object({ title: z.string(), messages: z.number().int().positive() }).nullable(),
  createdAtMs: z.number(),
  updatedAtMs: z.number(),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** One contestant's answer to one prompt. Hidden facts are null while its round is veiled. */
export const answerSchema = z.object({
  id: answerIdSchema,
  /** Where it stands in its row, 0 first: its column's place, or a drawn one where the round is blind. */
  place: z.number().int().nonnegative(),
  columnId: columnIdSchema.nullable(),
  contestant: contestantSchema.nullable(),
  status: z.enum([
    'not-asked', // nothing was begun: the app ended before its turn, or the column came later
    'waiting', // its turn will come
    'writing',
    'complete',
    'stopped',
    'interrupted',
    'failed',
  ]),
  /** Null where nothing is under way, and while veiled. */
  phase: replyPhaseSchema.nullable(),
  /** As far as it is shown; veiled answers all grow at the same pace. */
  text: z.string(),
  /** Empty while veiled. */
  reasoning: z.string(),
  stopReason: stopReasonSchema.nullable(),
  /** While veiled without anything that tells the model. */
  error: appErrorDataSchema.nullable(),
  messageId: messageIdSchema.nullable(),
  /** All versions of this answer, oldest first, the shown one included; empty while veiled. */
  versionIds: z.array(messageIdSchema).readonly(),
  stats: replyStatsSchema.nullable(),
  figures: answerFiguresSchema.nullable(),
  /** Null until it has ended, and while veiled. */
  textStatistics: textStatisticsSchema.nullable(),
});
export type Answer = z.infer<typeof answerSchema>;

/** Time left is an estimate from what was measured here before; null where nothing was. */
export const roundProgressSchema = z.object({
  finished: z.number().int().nonnegative(),
  total: z.number().int().positive(),
  remainingMs: z.number().nonnegative().nullable(),
});
export type RoundProgress = z.infer<typeof roundProgressSchema>;

/** A prompt and what every contestant said to it. */
export const roundSchema = z.object({
  id: roundIdSchema,
  text: z.string(),
  attachments: z.array(attachmentSchema).readonly(),
  tags: z.array(tagSchema).readonly(),
  /** The same for every answer whose contestant has no seed of its own. */
  seed: z.number().int().nonnegative(),
  isBlind: z.boolean(),
  /** Names, figures and order are hidden still. Never for a round that is not blind. */
  isVeiled: z.boolean(),
  /** Null when nothing is under way. */
  progress: roundProgressSchema.nullable(),
  /** By place. */
  answers: z.array(answerSchema).readonly(),
  vote: roundVoteSchema.nullable(),
  createdAtMs: z.number(),
});
export type Round = z.infer<typeof roundSchema>;

/** `offset` is where the piece starts in the text so far (UTF-16 units). */
export type CompareEvent =
  | { readonly type: 'snapshot'; readonly comparison: Comparison; readonly rounds: readonly Round[] }
  | { readonly type: 'comparison-changed'; readonly comparison: Comparison }
  /** A new round comes last. */
  | { readonly type: 'round-changed'; readonly round: Round }
  | { readonly type: 'round-removed'; readonly roundId: Round['id'] }
  | { readonly type: 'answer-changed'; readonly roundId: Round['id']; readonly answer: Answer }
  | { readonly type: 'progress'; readonly roundId: Round['id']; readonly progress: RoundProgress | null }
  | {
      readonly type: 'answer-phase';
      readonly answerId: Answer['id'];
      readonly phase: z.infer<typeof replyPhaseSchema>;
    }
  | {
      readonly type: 'answer-delta';
      readonly answerId: Answer['id'];
      readonly kind: 'text' | 'reasoning';
      readonly offset: number;
      readonly text: string;
    }
  | { readonly type: 'deleted' };

/** A line of the history. `contestants` is empty while veiled. */
export type ComparisonLine = {
  readonly id: Comparison['id'];
  readonly title: string;
  readonly mode: Comparison['mode'];
  readonly contestants: readonly { readonly name: string; readonly modelId: string }[];
  readonly columnCount: number;
  readonly rounds: number;
  readonly votes: number;
  readonly isRunning: boolean;
  readonly updatedAtMs: number;
};
export type ComparisonListEvent =
  | { readonly type: 'snapshot'; readonly lines: readonly ComparisonLine[] }
  | { readonly type: 'changed'; readonly line: ComparisonLine }
  | { readonly type: 'removed'; readonly comparisonId: Comparison['id'] };

/** How the next round would run on this computer, shown before it starts. */
export const comparePlanSchema = z.object({
  mode: z.enum(['together', 'in-turn', 'fair']),
  /** Why not everything at once; null where it is. */
  reason: z.enum(['memory', 'cores', 'same-model', 'fair']).nullable(),
  /** Steps follow each other; the columns of one step answer together. */
  steps: z
    .array(
      z.object({
        columnIds: z.array(columnIdSchema).readonly(),
        loads: z
          .array(z.object({ modelId: modelIdSchema, memoryBytes: z.number().nonnegative(), isLoaded: z.boolean() }))
          .readonly(),
        /** Models that are unloaded first. */
        unloadsIds: z.array(modelIdSchema).readonly(),
        estimatedMs: z.number().nonnegative().nullable(),
      }),
    )
    .readonly(),
  estimatedMs: z.number().nonnegative().nullable(),
  /** Columns that cannot run, and why: the others run all the same. */
  problems: z.array(z.object({ columnId: columnIdSchema, error: appErrorDataSchema })).readonly(),
  /** Main and video memory that all models at once would take, and what is free for them. */
  neededBytes: z.number().nonnegative(),
  freeBytes: z.number().nonnegative(),
});
export type ComparePlan = z.infer<typeof comparePlanSchema>;

const setups = z.array(contestantSetupSchema).min(columnLimits.least).max(columnLimits.most).readonly();
const title = z.string().trim().min(1).max(maxTitleLength);

export const comparisonInputSchema = z.object({ comparisonId: comparisonIdSchema });
export const createComparisonInputSchema = z.object({
  setups,
  mode: comparisonModeSchema,
  timing: comparisonTimingSchema,
  /** A chat whose path stands before the first round; null for none. */
  conversationId: conversationIdSchema.nullable(),
  /** Of that chat's tree: the path up to it, in place of the one that is shown. */
  messageId: messageIdSchema.nullable().default(null),
});
/** A plan before the comparison exists; its columns are named by their places (`placeholderColumnId`). */
export const planSetupsInputSchema = z.object({
  setups: z.array(contestantSetupSchema).min(1).max(columnLimits.most).readonly(),
  timing: comparisonTimingSchema,
});
export function placeholderColumnId(place: number): Column['id'] {
  return columnIdSchema.parse(`setup-${place}`);
}
export const changeComparisonInputSchema = comparisonInputSchema.extend({
  title: title.optional(),
  mode: comparisonModeSchema.optional(),
  timing: comparisonTimingSchema.optional(),
  revealsAfterVote: z.boolean().optional(),
});
export const askInputSchema = comparisonInputSchema.extend({
  text: z
    .string()
    .max(maxMessageLength)
    .refine((text) => text.trim() !== '', 'empty'),
  attachmentIds: z.array(attachmentIdSchema).max(maxAttachments).readonly().default([]),
  tags: z.array(tagSchema).max(maxTags).readonly().default([]),
});
export const roundInputSchema = z.object({ roundId: roundIdSchema });
export const answerInputSchema = z.object({ answerId: answerIdSchema });
export const selectVersionInputSchema = answerInputSchema.extend({ messageId: messageIdSchema });
export const setRoundTagsInputSchema = roundInputSchema.extend({ tags: z.array(tagSchema).max(maxTags).readonly() });
export const addColumnInputSchema = comparisonInputSchema.extend({ setup: contestantSetupSchema });
export const columnInputSchema = z.object({ columnId: columnIdSchema });
export const moveColumnInputSchema = columnInputSchema.extend({ to: z.number().int().nonnegative() });
export const swapColumnInputSchema = columnInputSchema.extend({ setup: contestantSetupSchema });
export const compareSearchInputSchema = z.object({ words: z.string().max(1000) });
export const exportComparisonInputSchema = comparisonInputSchema.extend({
  format: z.enum(['html', 'markdown']),
  includesFigures: z.boolean(),
  includesReasoning: z.boolean(),
});
export type ExportComparisonInput = z.output<typeof exportComparisonInputSchema>;

export type ComparisonExported = {
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly rounds: number;
  /** In a browser the page fetches the file by this id and saves it; null on the desktop, where it lies already. */
  readonly exportId: string | null;
};

/** Inputs as services get them: with defaults filled in. */
export type CreateComparisonInput = z.output<typeof createComparisonInputSchema>;
export type ChangeComparisonInput = z.output<typeof changeComparisonInputSchema>;
export type AskInput = z.output<typeof askInputSchema>;
export type PlanSetupsInput = z.output<typeof planSetupsInputSchema>;
export type SelectVersionInput = z.output<typeof selectVersionInputSchema>;
export type AddColumnInput = z.output<typeof addColumnInputSchema>;
export type SwapColumnInput = z.output<typeof swapColumnInputSchema>;
