import { Worker } from 'node:worker_threads';
import { AppError } from '../../contract/errors.ts';
import { backupReportSchema, type BackupHolds, type BackupTask } from './backup-task.ts';

/** Beside this file: the source when run from source, the bundle's own entry otherwise. */
const isSource = import.meta.url.endsWith('.ts');
const workerUrl = new URL(isSource ? './backup-worker.ts' : './backup-worker.mjs', import.meta.url);
const execArgv = isSource ? ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'] : [];

/** Has a thread of its own do one task. @throws AppError of `BackupStore`. */
export async function runBackupTask(task: BackupTask): Promise<readonly (BackupHolds | null)[]> {
  const worker = new Worker(workerUrl, { workerData: task, execArgv, name: 'backup' });
  const answer = await new Promise<unknown>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the backup thread ended without an answer')));
  });
  const report = backupReportSchema.parse(answer);
  if (report.type === 'failed') throw AppError.fromData(report.error);
  return report.holds;
}
