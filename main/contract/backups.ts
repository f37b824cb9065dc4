import { z } from 'zod';

/** A whole copy of the database. */
export const backupSchema = z.object({
  id: z.string().regex(/^[A-Za-z0-9._-]{1,128}$/),
  kind: z.enum(['daily', 'before-update', 'before-restore', 'by-hand']),
  madeAtMs: z.number(),
  sizeBytes: z.number().nonnegative(),
  conversations: z.number().int().nonnegative(),
  messages: z.number().int().nonnegative(),
});
export type Backup = z.infer<typeof backupSchema>;
export const backupInputSchema = backupSchema.pick({ id: true });
