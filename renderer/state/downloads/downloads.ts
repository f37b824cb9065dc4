import { assertNever } from '../../../main/contract/assert-never.ts';
import type { Download, DownloadsEvent } from '../../../main/contract/downloads.ts';

/** The queue, in its order, and the limit on all of it together. */
export type Downloads = {
  readonly downloads: readonly Download[];
  /** Null for none. */
  readonly bytesPerSecondLimit: number | null;
};

/** Applies one event; null until the snapshot came. */
export function reduceDownloads(state: Downloads | null, event: DownloadsEvent): Downloads | null {
  if (event.type === 'snapshot') {
    return { downloads: event.downloads, bytesPerSecondLimit: event.bytesPerSecondLimit };
  }
  if (state === null) return null;
  switch (event.type) {
    case 'changed':
      return { ...state, downloads: withChanged(state.downloads, event.download) };
    case 'removed':
      return { ...state, downloads: state.downloads.filter(({ id }) => id !== event.id) };
    case 'order-changed':
      return { ...state, downloads: inOrder(state.downloads, event.ids) };
    case 'limit-changed':
      return { ...state, bytesPerSecondLimit: event.bytesPerSecondLimit };
    default:
      return assertNever(event);
  }
}

function withChanged(downloads: readonly Download[], changed: Download): readonly Download[] {
  if (!downloads.some(({ id }) => id === changed.id)) return [...downloads, changed];
  return downloads.map((download) => (download.id === changed.id ? changed : download));
}

function inOrder(downloads: readonly Download[], ids: readonly Download['id'][]): readonly Download[] {
  const places = new Map(ids.map((id, place) => [id, place]));
  return downloads.toSorted((left, right) => (places.get(left.id) ?? Infinity) - (places.get(right.id) ?? Infinity));
}

/** Under way or waiting for its turn, the network or the disk: it goes on by itself. */
export function isUnderWay({ state }: Download): boolean {
  return state.state !== 'paused' && state.state !== 'done' && state.state !== 'failed';
}

/** 0–1; null while the size is not known. */
export function downloadFraction({ totalBytes, receivedBytes, state }: Download): number | null {
  if (state.state === 'done') return 1;
  return totalBytes === null || totalBytes === 0 ? null : Math.min(1, receivedBytes / totalBytes);
}

/** What is under way, added up. */
export type DownloadTotals = {
  readonly count: number;
  /** 0–1; null when nothing is under way, or no size is known. */
  readonly fraction: number | null;
  readonly bytesPerSecond: number;
  readonly secondsLeft: number | null;
};

export function downloadTotals(downloads: readonly Download[]): DownloadTotals {
  const running = downloads.filter(isUnderWay);
  const sum = (value: (download: Download) => number): number =>
    running.reduce((total, download) => total + value(download), 0);
  const total = sum(({ totalBytes }) => totalBytes ?? 0);
  const received = sum(({ totalBytes, receivedBytes }) => (totalBytes === null ? 0 : receivedBytes));
  const bytesPerSecond = sum((download) => download.bytesPerSecond);
  return {
    count: running.length,
    fraction: total === 0 ? null : Math.min(1, received / total),
    bytesPerSecond,
    secondsLeft: bytesPerSecond > 0 && total > 0 ? (total - received) / bytesPerSecond : null,
  };
}

/** The newest download of a repository's file that was not removed from the list; null when there is none. */
export function downloadOf(downloads: readonly Download[], repo: string, path: string): Download | null {
  return (
    downloads.findLast((download) => download.repo === repo && download.files.some((file) => file.path === path)) ??
    null
  );
}
