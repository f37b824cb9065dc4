import { assertNever } from '../../../main/contract/assert-never.ts';
import type { Download } from '../../../main/contract/downloads.ts';
import { fileName } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';

/** The name a person knows it by: the file's, or the first part's. */
export function downloadName({ files, repo }: Pick<Download, 'files' | 'repo'>): string {
  return fileName(files[0]?.path ?? repo);
}

/** What the download is doing, in one line. `nowMs`: for how long a wait still lasts. */
export function downloadPhrase(download: Download, nowMs: number): string {
  const { state, receivedBytes: received, totalBytes: total } = download;
  switch (state.state) {
    case 'queued':
      return t('downloads.queued');
    case 'resolving':
      return t('downloads.resolving');
    case 'downloading':
      return progressPhrase(download);
    case 'waiting-network':
      return networkPhrase(state.error.code === 'hub-rate-limited', state.retryAtMs, nowMs);
    case 'waiting-disk':
      return t('downloads.waiting-disk');
    case 'verifying':
      return verifyingPhrase(download);
    case 'paused':
      return total === null ? t('downloads.paused-early') : t('downloads.paused', { received, total });
    case 'done':
      return t('downloads.done', { total: total ?? received });
    case 'failed':
      return t('downloads.failed');
    default:
      return assertNever(state);
  }
}

function progressPhrase({ receivedBytes, totalBytes, bytesPerSecond, secondsLeft }: Download): string {
  if (totalBytes === null || (receivedBytes === 0 && bytesPerSecond === 0)) return t('downloads.starting');
  const figures = { received: receivedBytes, total: totalBytes, speed: bytesPerSecond };
  if (secondsLeft === null) return t('downloads.progress-no-left', figures);
  return t('downloads.progress', { ...figures, left: secondsLeft });
}

function networkPhrase(isRateLimited: boolean, retryAtMs: number | null, nowMs: number): string {
  const left = retryAtMs === null ? null : Math.ceil((retryAtMs - nowMs) / 1000);
  const isSoon = left === null || left < 1;
  if (isRateLimited) return isSoon ? t('downloads.waiting-hub-now') : t('downloads.waiting-hub', { left });
  return isSoon ? t('downloads.waiting-network') : t('downloads.waiting-network-retry', { left });
}

function verifyingPhrase({ verifiedBytes, totalBytes }: Download): string {
  const rest = totalBytes === null || totalBytes === 0 ? 0 : 1 - verifiedBytes / totalBytes;
  return rest < 0.005 ? t('downloads.verifying-end') : t('downloads.verifying', { rest });
}
