import { z } from 'zod';
import { attachmentSchema, maxAttachments } from './attachments.ts';
import { maxMessageLength } from './chat.ts';
import { draftKeySchema } from './drafts.ts';
import { attachmentIdSchema, shelfPromptIdSchema } from './ids.ts';
import { maxTags, tagSchema } from './organise.ts';

/** A prompt that is kept to be used again. `{{name}}` in its text is a variable that is filled in when it is used. */
export const shelfPromptSchema = z.object({
  id: shelfPromptIdSchema,
  title: z.string().trim().min(1).max(200),
  text: z.string().min(1).max(maxMessageLength),
  tags: z.array(tagSchema).max(maxTags).readonly(),
  attachments: z.array(attachmentSchema).readonly(),
  uses: z.number().int().nonnegative(),
  lastUsedAtMs: z.number().nullable(),
  createdAtMs: z.number(),
  updatedAtMs: z.number(),
});
export type ShelfPrompt = z.infer<typeof shelfPromptSchema>;

export const saveShelfPromptInputSchema = z.object({
  /** Null keeps a new one. */
  id: shelfPromptIdSchema.nullable(),
  /** Null: its first words. */
  title: z.string().trim().min(1).max(200).nullable(),
  text: z
    .string()
    .max(maxMessageLength)
    .refine((text) => text.trim() !== '', 'empty'),
  tags: z.array(tagSchema).max(maxTags).readonly(),
  /** Those that it has and stay, and ones that were added for it. */
  attachmentIds: z.array(attachmentIdSchema).max(maxAttachments).readonly(),
});
export const shelfPromptInputSchema = z.object({ id: shelfPromptIdSchema });
export const useShelfPromptInputSchema = shelfPromptInputSchema.extend({
  variables: z.record(z.string().max(64), z.string().max(100_000)),
  /** The draft that its files are put with; null leaves them. */
  key: draftKeySchema.nullable(),
});

/** Largest file that prompts are read from, bytes. */
export const maxShelfFileBytes = 8_000_000;
/** How a text file is divided into prompts. */
export const shelfDivisionSchema = z.enum([
  'lines', // one a line
  'empty-lines', // parted by empty lines
  'rules', // parted by lines of three or more hyphens
  'whole', // the file is one prompt
]);
export type ShelfDivision = z.infer<typeof shelfDivisionSchema>;

export const readShelfFileInputSchema = z.object({
  name: z.string().min(1).max(4096),
  base64: z.string().max(Math.ceil(maxShelfFileBytes / 3) * 4),
  /** Of a text file; null: what looks right. */
  division: shelfDivisionSchema.nullable(),
});
export const importShelfFileInputSchema = readShelfFileInputSchema.extend({
  /** Every prompt gets these besides its own. */
  tags: z.array(tagSchema).max(maxTags).readonly(),
});
/** A prompt that a file holds. */
export type ShelfCandidate = { readonly title: string; readonly text: string; readonly tags: readonly string[] };
export type ShelfFilePreview = {
  readonly format: 'text' | 'csv' | 'jsonl';
  /** As it was divided; null where the format divides it. */
  readonly division: ShelfDivision | null;
  readonly count: number;
  /** Of them, ones whose words are on the shelf already, or twice in the file: they are not taken. */
  readonly known: number;
  /** The first ones. */
  readonly prompts: readonly ShelfCandidate[];
};
export type ShelfEvent = { readonly type: 'snapshot'; readonly prompts: readonly ShelfPrompt[] };
