import { z } from 'zod';
import type { AppErrorData } from './errors.ts';

export const backupKindSchema = z.enum(['daily', 'before-update', 'before-restore', 'by-hand']);
export type BackupKind = z.infer<typeof backupKindSchema>;

/** A whole copy of the database. */
export const backupSchema = z.object({
  id: z.string().regex(/^[A-Za-z0-9._-]{1,128}$/),
  kind: backupKindSchema,
  madeAtMs: z.number(),
  sizeBytes: z.number().nonnegative(),
  /** Null where the copy cannot be read. */
  holds: z
    .object({ conversations: z.number().int().nonnegative(), messages: z.number().int().nonnegative() })
    .nullable(),
});
export type Backup = z.infer<typeof backupSchema>;
export const backupInputSchema = backupSchema.pick({ id: true });

/** What is being done with copies; one thing at a time. */
export type BackupWork =
  | { readonly type: 'making'; readonly kind: BackupKind; readonly fraction: number }
  | { readonly type: 'restoring'; readonly id: Backup['id'] };

export type BackupsView = {
  readonly folder: string;
  /** Newest first. */
  readonly backups: readonly Backup[];
  readonly work: BackupWork | null;
  /** Why the last automatic copy was not made; null when it was. */
  readonly trouble: AppErrorData | null;
};
