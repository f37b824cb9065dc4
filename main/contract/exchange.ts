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
  conversationIds: z.array(conversationIdSchema).max(1_000_000).nullable(),
  /** All branches (json always has them), or the active path alone. */
  branches: z.enum(['active', 'all']),
  /** Thoughts of reasoning models; json always has them. */
  includesReasoning: z.boolean(),
  /** Fine-tuning: which replies may be learned, docs/exchange.md says how. */
  ratings: z.enum(['any', 'not-down', 'only-up']),
});
export type ExportInput = z.infer<typeof exportInputSchema>;

/** Why something is not written, or not taken: the words are the renderer's. */
export type LeftOutReason =
  // of an export
  | 'empty' // a conversation without a message
  | 'disliked' // a reply with a thumb down, and what followed it
  | 'not-liked' // a reply without a thumb up
  | 'unfinished' // a reply that was stopped, failed or ran out of room, and what followed it
  | 'without-reply' // a question nobody answered
  | 'repeated' // a branch that teaches nothing another line does not
  // of an import
  | 'images'
  | 'audio'
  | 'files'
  | 'tools' // calls of tools and what they answered
  | 'hidden' // what the other app does not show either
  | 'system' // its own instructions
  | 'unknown-content'
  | 'damaged' // conversations that are not what they should be
  | 'too-large' // conversations above what one may be
  | 'other-files'; // files of no known kind
export type LeftOut = { readonly reason: LeftOutReason; readonly count: number };

/** What an export will hold, told before it is made. */
export type ExportPlan = {
  readonly conversations: number;
  readonly messages: number;
  /** Of the fine-tuning formats: samples, one a line; null for the others. */
  readonly lines: number | null;
  readonly leftOut: readonly LeftOut[];
};

export type Exported = ExportPlan & {
  readonly fileName: string;
  readonly sizeBytes: number;
  /** In a browser the page fetches the file by this id and saves it; null on the desktop, where it lies already. */
  readonly exportId: string | null;
};
export type ExportEvent =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  /** The person left the save dialog. */
  | { readonly type: 'cancelled' }
  | { readonly type: 'done'; readonly exported: Exported };

/** Of a finished export, in order: `nextOffset` (bytes) null ends it. */
export type ExportPiece = { readonly text: string; readonly nextOffset: number | null };
export const exportPieceInputSchema = z.object({
  exportId: z.string().max(64),
  offset: z.number().int().nonnegative(),
});
export const exportIdInputSchema = z.object({ exportId: z.string().max(64) });

export const importSourceSchema = z.enum(['counterweight', 'chatgpt', 'lm-studio']);
export type ImportSource = z.infer<typeof importSourceSchema>;

/** Largest file that is taken, bytes; a whole account of years is below it. */
export const maxImportBytes = 4 * 1024 ** 3;
/** Bytes that one piece of an upload may have. */
export const maxUploadPieceBytes = 1024 * 1024;

export const beginUploadInputSchema = z.object({
  name: z.string().min(1).max(255),
  sizeBytes: z.number().int().nonnegative(),
});
export const uploadPieceInputSchema = z.object({
  uploadId: z.string().max(64),
  offset: z.number().int().nonnegative(),
  base64: z.string().max(Math.ceil(maxUploadPieceBytes / 3) * 4),
});
export const uploadIdInputSchema = z.object({ uploadId: z.string().max(64) });

/** A file or folder of this computer, or one that a browser sent. */
export const importFileSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('path'), path: z.string().min(1).max(4096) }),
  z.object({ kind: z.literal('upload'), uploadId: z.string().max(64) }),
]);
export type ImportFile = z.infer<typeof importFileSchema>;
export const previewImportInputSchema = z.object({ files: z.array(importFileSchema).min(1).max(1000) });

/** What an import would do, told before it does anything. */
export type ImportPreview = {
  readonly importId: string;
  readonly sources: readonly ImportSource[];
  /** The first file's name. */
  readonly fileName: string;
  /** That were chosen; an archive or a folder is one. */
  readonly files: number;
  /** New ones. */
  readonly conversations: number;
  readonly messages: number;
  /** Already here, and left alone. */
  readonly known: number;
  /** Some of the new ones, to recognise the file by. */
  readonly titles: readonly string[];
  readonly oldestMs: number | null;
  readonly newestMs: number | null;
  /** Projects that come along unless another one is chosen. */
  readonly projects: readonly string[];
  /** What the file holds and cannot be taken, by reason. */
  readonly leftOut: readonly LeftOut[];
};
export type PreviewImportEvent =
  | { readonly type: 'progress'; readonly doneBytes: number; readonly totalBytes: number }
  | { readonly type: 'done'; readonly preview: ImportPreview };
export type ImportEvent =
  /** Bytes. */
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | {
      readonly type: 'done';
      readonly conversations: number;
      readonly messages: number;
      /** The newest of them; null when nothing was new. */
      readonly firstId: z.infer<typeof conversationIdSchema> | null;
    };
/** Project null: as the file says. */
export const runImportInputSchema = z.object({ importId: z.string().max(64), projectId: projectIdSchema.nullable() });
export const importIdInputSchema = z.object({ importId: z.string().max(64) });
