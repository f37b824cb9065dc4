import { z } from 'zod';
import { backupSchema } from '../../contract/backups.ts';
import { appErrorDataSchema } from '../../contract/errors.ts';

/** What is asked of the thread that reads copies from end to end. */
export type BackupTask =
  /** A fresh copy: is it whole, and what does it hold. It is made a file that stands alone. */
  | { readonly type: 'check'; readonly path: string }
  /** What copies hold, in their order; null where one cannot be read. */
  | { readonly type: 'describe'; readonly paths: readonly string[] }
  /** Copies a copy, checks it, and brings it to this version. */
  | { readonly type: 'prepare'; readonly from: string; readonly to: string };

export type BackupHolds = NonNullable<z.infer<typeof backupSchema.shape.holds>>;

export const backupReportSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('done'), holds: z.array(backupSchema.shape.holds).readonly() }),
  z.object({ type: z.literal('failed'), error: appErrorDataSchema }),
]);
export type BackupReport = z.infer<typeof backupReportSchema>;
