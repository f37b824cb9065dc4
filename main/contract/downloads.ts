import { z } from 'zod';
import { appErrorDataSchema, type AppErrorData } from './errors.ts';
import { repoIdSchema } from './hub.ts';
import { downloadIdSchema, type DownloadId } from './ids.ts';

export const startDownloadInputSchema = z.object({
  repo: repoIdSchema,
  /** Branch, tag or commit; a branch is pinned to its commit once. */
  revision: z.string().min(1).max(200).default('main'),
  /** Paths inside the repository: one model, all parts of a split. They become visible together. */
  files: z.array(z.string().min(1).max(1024)).min(1).max(500),
});
export type StartDownloadInput = z.input<typeof startDownloadInputSchema>;

export const moveDownloadInputSchema = z.object({ id: downloadIdSchema, position: z.number().int().nonnegative() });

/**
 * What a download is doing.
 *
 *            start, resume, retry, restart of the app
 *                           │
 *                           ▼
 *                        queued ◀──────────────── resume ──── paused
 *                           │ its turn                           ▲
 *     ┌─────────────────────▼──────────────────────────┐  pause  │
 *     │ resolving ──▶ downloading ◀──▶ waiting-network │─────────┤ (also from queued)
 *     │     │            │   ▲  ▲                      │
 *     │     │  last byte │   │  └──▶ waiting-disk       │─────────▶ failed(error) ── resume ──▶ queued
 *     │     └────────▶ verifying ── mismatch: suspect  │
 *     │                  │          segments again     │
 *     └──────────────────┼──────────────────────────────┘
 *                        ▼ all files verified and in the models folder
 *                      done
 *
 * Inside the box every step may follow every other: the network and the disk decide. A cancelled download is gone.
 */
export type DownloadState =
  | { readonly state: 'queued' }
  | { readonly state: 'resolving' }
  | { readonly state: 'downloading' }
  /** `retryAtMs`: when the next attempt begins; null while it depends on the network alone. */
  | { readonly state: 'waiting-network'; readonly error: AppErrorData; readonly retryAtMs: number | null }
  | { readonly state: 'waiting-disk'; readonly error: AppErrorData }
  | { readonly state: 'verifying' }
  | { readonly state: 'paused' }
  | { readonly state: 'done'; readonly finishedAtMs: number }
  | { readonly state: 'failed'; readonly error: AppErrorData };

export const downloadOutcomeSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('queued') }),
  z.object({ state: z.literal('paused') }),
  z.object({ state: z.literal('done'), finishedAtMs: z.number() }),
  z.object({ state: z.literal('failed'), error: appErrorDataSchema }),
]);
/** The states that outlive the app; whatever ran when it ended is queued again. */
export type DownloadOutcome = z.infer<typeof downloadOutcomeSchema>;

export type DownloadFile = {
  /** Path in the repository, as the Hub spells it. */
  readonly path: string;
  /** Null until the Hub was asked. */
  readonly sizeBytes: number | null;
  readonly sha256: string | null;
  /** Bytes on disk; never goes backwards within one attempt at the file. */
  readonly receivedBytes: number;
  /** Bytes whose checksum is computed. */
  readonly verifiedBytes: number;
  /** Where the verified file lies; null before. */
  readonly placedPath: string | null;
};

export type Download = {
  readonly id: DownloadId;
  readonly repo: string;
  readonly revision: string;
  /** The pinned commit; null until the Hub was asked. */
  readonly commit: string | null;
  readonly files: readonly DownloadFile[];
  readonly state: DownloadState;
  readonly totalBytes: number | null;
  readonly receivedBytes: number;
  readonly verifiedBytes: number;
  /** Over the last seconds; 0 when nothing arrives. */
  readonly bytesPerSecond: number;
  readonly secondsLeft: number | null;
  readonly addedAtMs: number;
};

export type DownloadsEvent =
  | { readonly type: 'snapshot'; readonly downloads: readonly Download[]; readonly bytesPerSecondLimit: number | null }
  /** At most ten times a second for each download; state changes come at once. */
  | { readonly type: 'changed'; readonly download: Download }
  | { readonly type: 'removed'; readonly id: DownloadId }
  | { readonly type: 'order-changed'; readonly ids: readonly DownloadId[] }
  | { readonly type: 'limit-changed'; readonly bytesPerSecondLimit: number | null };
