import { z } from 'zod';
import { conversationIdSchema, projectIdSchema } from './ids.ts';

/** What conversations are written as. `json` is lossless and comes back with `import`; docs/exchange.md describes it. */
export const exportFormatSchema = z.enum([
  'markdown',
  'json',
  'html',
  'openai-jsonl', // fine-tuning: {"messages": […]} a line
  'sharegpt-jsonl', // fine-tuning: {"conversations": […]} a line
]);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

export const exportInputSchema = z.object({
  format: exportFormatSchema,
  /** Null: everything. */
  conversationIds: z.array(conversationIdSchema).nullable(),
  /** All branches (json always has them), or the active path alone. */
  branches: z.enum(['active', 'all']),
  includesReasoning: z.boolean(),
  /** Fine-tuning: only exchanges whose reply has a thumb up, or whatever has no thumb down. */
  ratings: z.enum(['any', 'not-down', 'only-up']),
});
export type ExportInput = z.infer<typeof exportInputSchema>;

/** A file ready to be saved. On the desktop it is written where the person said; in a browser it is downloaded. */
export type Exported = {
  readonly fileName: string;
  readonly conversations: number;
  readonly messages: number;
  /** What could not be written in this format, by reason. */
  readonly leftOut: readonly { readonly reason: string; readonly count: number }[];
};

export const importSourceSchema = z.enum(['counterweight', 'chatgpt', 'lm-studio']);
export type ImportSource = z.infer<typeof importSourceSchema>;

/** What an import would do, told before it does anything. */
export type ImportPreview = {
  readonly importId: string;
  readonly source: ImportSource;
  readonly fileName: string;
  readonly conversations: number;
  readonly messages: number;
  /** Already here from an earlier import, and left alone. */
  readonly known: number;
  /** What the file holds and cannot be taken, by reason: images, tools, damaged entries. */
  readonly leftOut: readonly { readonly reason: string; readonly count: number }[];
};
export type ImportEvent =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'done'; readonly conversations: number; readonly messages: number };
export const runImportInputSchema = z.object({ importId: z.string().max(64), projectId: projectIdSchema.nullable() });
