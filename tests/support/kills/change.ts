import { z } from 'zod';

const message = z.object({ id: z.string(), text: z.string() });

/** What a process that will be killed is about to do to the database. */
export const changeSchema = z.discriminatedUnion('type', [
  /** Messages that are added, or that have their last text now. */
  z.object({ type: z.literal('messages'), messages: z.array(message) }),
  /** A reply that grows: its text is always a beginning of `streamedText`, until it has ended. */
  z.object({ type: z.literal('stream'), id: z.string() }),
  z.object({ type: z.literal('removed'), ids: z.array(z.string()) }),
  z.object({ type: z.literal('put-back'), ids: z.array(z.string()) }),
  z.object({ type: z.literal('draft'), key: z.string(), text: z.string() }),
  z.object({ type: z.literal('backup') }),
  z.object({ type: z.literal('restore'), id: z.string() }),
]);
export type Change = z.infer<typeof changeSchema>;

/** What it tells while it works, a line each; a change is acknowledged by `done`. */
export const lineSchema = z.discriminatedUnion('line', [
  z.object({ line: z.literal('ready') }),
  z.object({ line: z.literal('begin'), change: changeSchema }),
  z.object({ line: z.literal('done'), backupId: z.string().nullable() }),
  /** Words that a page has seen, at this time; the time also proves that the process still ran. */
  z.object({ line: z.literal('shown'), id: z.string(), length: z.number(), atMs: z.number() }),
]);
export type Line = z.infer<typeof lineSchema>;

/** The text that a streamed reply would have in the end, as far as so many words. */
export function streamedText(id: string, words: number): string {
  return Array.from({ length: words }, (_, index) => streamedWord(id, index)).join('');
}

export function streamedWord(id: string, index: number): string {
  return `${id}-${index} 漢字👍 `;
}
