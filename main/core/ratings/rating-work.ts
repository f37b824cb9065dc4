import { Worker } from 'node:worker_threads';
import { AppError } from '../../contract/errors.ts';
import type { Choice } from '../statistics/choice.ts';
import type { ChoiceRatings, RateOptions } from '../statistics/rate-choices.ts';

export type RatingTask = { readonly choices: readonly Choice[]; readonly options: RateOptions };

/** Beside this file: the source when run from source, the bundle's own entry otherwise. */
const isSource = import.meta.url.endsWith('.ts');
const workerUrl = new URL(isSource ? './rating-worker.ts' : './rating-worker.mjs', import.meta.url);
const execArgv = isSource ? ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'] : [];

/** Rates in a thread of its own. @throws AppError `shutting-down` when the signal says so. */
export async function runRatingTask(task: RatingTask, signal: AbortSignal): Promise<ChoiceRatings> {
  if (signal.aborted) throw new AppError('shutting-down');
  const worker = new Worker(workerUrl, { workerData: task, execArgv, name: 'ratings' });
  const stop = (): void => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<ChoiceRatings>((resolve, reject) => {
      worker.once('message', (found: ChoiceRatings) => resolve(found));
      worker.once('error', reject);
      worker.once('exit', () =>
        reject(signal.aborted ? new AppError('shutting-down') : new Error('the thread of ratings ended')),
      );
    });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
