import { assertNever } from '../../contract/assert-never.ts';
import type { DownloadOutcome, DownloadState } from '../../contract/downloads.ts';
import type { AppErrorData } from '../../contract/errors.ts';
import type { FetchActivity } from '../ports/blob-fetcher.ts';

/** What happens to a download. The diagram is at `DownloadState`. */
export type DownloadStep =
  | { readonly type: 'worked'; readonly activity: FetchActivity }
  /** None of its files has its turn. */
  | { readonly type: 'waited-for-turn' }
  | { readonly type: 'finished'; readonly atMs: number }
  | { readonly type: 'failed'; readonly error: AppErrorData }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' };

/** The state after a step. Steps that come too late, such as progress after a pause, change nothing. */
export function nextDownloadState(current: DownloadState, step: DownloadStep): DownloadState {
  const isOpen = isRunnable(current);
  switch (step.type) {
    case 'worked':
      return isOpen ? fromActivity(step.activity) : current;
    case 'waited-for-turn':
      return isOpen ? { state: 'queued' } : current;
    case 'finished':
      return isOpen ? { state: 'done', finishedAtMs: step.atMs } : current;
    case 'failed':
      return isOpen ? { state: 'failed', error: step.error } : current;
    case 'paused':
      return isOpen ? { state: 'paused' } : current;
    case 'resumed':
      return current.state === 'paused' || current.state === 'failed' ? { state: 'queued' } : current;
    default:
      return assertNever(step);
  }
}

/** Whether the download wants to go on by itself. */
export function isRunnable({ state }: DownloadState): boolean {
  return state !== 'paused' && state !== 'done' && state !== 'failed';
}

/** What is kept of a state when the app ends. */
export function outcomeOf(state: DownloadState): DownloadOutcome {
  switch (state.state) {
    case 'paused':
    case 'done':
    case 'failed':
      return state;
    case 'queued':
    case 'resolving':
    case 'downloading':
    case 'waiting-network':
    case 'waiting-disk':
    case 'verifying':
      return { state: 'queued' };
    default:
      return assertNever(state);
  }
}

function fromActivity(activity: FetchActivity): DownloadState {
  switch (activity.kind) {
    case 'resolving':
    case 'downloading':
    case 'verifying':
      return { state: activity.kind };
    case 'waiting-network':
      return { state: 'waiting-network', error: activity.error, retryAtMs: activity.retryAtMs };
    case 'waiting-disk':
      return { state: 'waiting-disk', error: activity.error };
    default:
      return assertNever(activity);
  }
}

const precedence: readonly FetchActivity['kind'][] = [
  'downloading',
  'waiting-disk',
  'waiting-network',
  'resolving',
  'verifying',
];

/** What a download with several files under way is doing: the one that moves speaks for all. */
export function leadingActivity(activities: readonly FetchActivity[]): FetchActivity | null {
  for (const kind of precedence) {
    const found = activities.find((activity) => activity.kind === kind);
    if (found) return found;
  }
  return null;
}
