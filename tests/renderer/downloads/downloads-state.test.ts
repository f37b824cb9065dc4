import { describe, expect, it } from 'vitest';
import type { Download, DownloadState } from '../../../main/contract/downloads.ts';
import {
  bandwidthChoices,
  bandwidthOf,
  bandwidthValue,
} from '../../../renderer/features/downloads/bandwidth-choices.ts';
import { downloadName, downloadPhrase } from '../../../renderer/features/downloads/download-words.ts';
import { downloadOf, downloadTotals, reduceDownloads } from '../../../renderer/state/downloads/downloads.ts';

function download(id: string, state: DownloadState, change: Partial<Download> = {}): Download {
  return {
    id: id as Download['id'],
    repo: 'a/b',
    revision: 'main',
    commit: null,
    files: [
      { path: `sub/${id}.gguf`, sizeBytes: null, sha256: null, receivedBytes: 0, verifiedBytes: 0, placedPath: null },
    ],
    state,
    totalBytes: null,
    receivedBytes: 0,
    verifiedBytes: 0,
    bytesPerSecond: 0,
    secondsLeft: null,
    addedAtMs: 0,
    ...change,
  };
}

const downloading = { state: 'downloading' } as const;
const error = (code: 'network-unreachable' | 'hub-rate-limited') => ({ code, params: {}, isRetryable: true }) as const;

describe('the queue as events change it', () => {
  const snapshot = {
    type: 'snapshot',
    downloads: [download('a', downloading), download('b', { state: 'queued' })],
    bytesPerSecondLimit: null,
  } as const;
  const start = reduceDownloads(null, snapshot);
  const idsAfter = (event: Parameters<typeof reduceDownloads>[1]) =>
    reduceDownloads(start, event)?.downloads.map(({ id, state }) => `${id} ${state.state}`);

  it('waits for the snapshot', () => {
    expect(reduceDownloads(null, { type: 'removed', id: 'a' as Download['id'] })).toBeNull();
  });

  // Would catch: a change that moves a line, or a new download that is not shown.
  it('keeps places, appends what is new, and follows the order', () => {
    expect([
      idsAfter({ type: 'changed', download: download('a', { state: 'paused' }) }),
      idsAfter({ type: 'changed', download: download('c', { state: 'queued' }) }),
      idsAfter({ type: 'removed', id: 'a' as Download['id'] }),
      idsAfter({ type: 'order-changed', ids: ['b', 'a'] as unknown as Download['id'][] }),
    ]).toEqual([
      ['a paused', 'b queued'],
      ['a downloading', 'b queued', 'c queued'],
      ['b queued'],
      ['b queued', 'a downloading'],
    ]);
  });
});

describe('all downloads together', () => {
  // Would catch: finished and paused ones counted into the ring, or a size not yet known making it jump.
  it('adds up only what is under way, of known size', () => {
    const totals = downloadTotals([
      download('a', downloading, { totalBytes: 100, receivedBytes: 50, bytesPerSecond: 10 }),
      download('b', { state: 'resolving' }),
      download('c', { state: 'paused' }, { totalBytes: 900, receivedBytes: 100 }),
      download('d', { state: 'done', finishedAtMs: 1 }, { totalBytes: 900, receivedBytes: 900 }),
    ]);
    expect(totals).toEqual({ count: 2, fraction: 0.5, bytesPerSecond: 10, secondsLeft: 5 });
  });

  it('are nothing when nothing is under way', () => {
    expect(downloadTotals([])).toEqual({ count: 0, fraction: null, bytesPerSecond: 0, secondsLeft: null });
  });

  it('find the newest download of a file', () => {
    const one = download('x', { state: 'failed', error: error('network-unreachable') });
    const two = { ...download('y', downloading), files: one.files };
    expect([downloadOf([one, two], 'a/b', 'sub/x.gguf')?.id, downloadOf([one], 'a/c', 'sub/x.gguf')]).toEqual([
      'y',
      null,
    ]);
  });
});

describe('what a download is doing, in words', () => {
  const figures = { totalBytes: 4_000_000_000, receivedBytes: 1_000_000_000 };
  it.each([
    [
      downloading,
      { ...figures, bytesPerSecond: 38_200_000, secondsLeft: 125 },
      '1 GB of 4 GB · 38.2 MB/s · 2 min left',
    ],
    [downloading, { ...figures, bytesPerSecond: 0 }, '1 GB of 4 GB · 0 B/s'],
    [downloading, {}, 'Starting'],
    [{ state: 'verifying' } as const, { ...figures, verifiedBytes: 3_920_000_000 }, 'Checking the last 2%'],
    [{ state: 'verifying' } as const, { ...figures, verifiedBytes: 4_000_000_000 }, 'Checking the file'],
    [
      { state: 'waiting-network', error: error('network-unreachable'), retryAtMs: null } as const,
      {},
      'Waiting for the network',
    ],
    [
      { state: 'waiting-network', error: error('network-unreachable'), retryAtMs: 9_000 } as const,
      {},
      'Waiting for the network · next try in 8 s',
    ],
    // The moment has come and the next state has not arrived: no “in 0 s”, and no negative time.
    [
      { state: 'waiting-network', error: error('network-unreachable'), retryAtMs: 500 } as const,
      {},
      'Waiting for the network',
    ],
    [
      { state: 'waiting-network', error: error('hub-rate-limited'), retryAtMs: 31_000 } as const,
      {},
      'The Hub asks to wait · goes on in 30 s',
    ],
    [{ state: 'paused' } as const, figures, 'Paused at 1 GB of 4 GB'],
    [{ state: 'paused' } as const, {}, 'Paused'],
    [{ state: 'queued' } as const, {}, 'Waiting for its turn'],
    [{ state: 'done', finishedAtMs: 1 } as const, figures, '4 GB · verified'],
  ])('%j', (state, change, words) => {
    const phrase = downloadPhrase(download('a', state, change), 1_000);
    expect(phrase.replaceAll('\u00a0', ' ')).toBe(words);
  });

  it('names it after its first file', () => {
    expect(downloadName(download('model-00001-of-00003', downloading))).toBe('model-00001-of-00003.gguf');
  });
});

describe('the speed limit', () => {
  // Would catch: an unusual limit, set elsewhere, shown as another one or as none.
  it.each([null, 5_000_000, 1_234_567])('%s is among the choices and comes back the same', (limit) => {
    const value = bandwidthValue(limit);
    expect([bandwidthChoices(limit).some((choice) => choice.value === value), bandwidthOf(value)]).toEqual([
      true,
      limit,
    ]);
  });
});
