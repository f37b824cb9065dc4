import { expect, test } from 'vitest';
import type { DownloadState } from '../../main/contract/downloads.ts';
import {
  isRunnable,
  leadingActivity,
  nextDownloadState,
  outcomeOf,
  type DownloadStep,
} from '../../main/core/downloads/download-machine.ts';
import { distinctNames, safeNames } from '../../main/core/downloads/safe-names.ts';
import { SpeedMeter } from '../../main/core/downloads/speed-meter.ts';
import { hubError, retryAfterSeconds } from '../../main/core/hub-error.ts';
import { BandwidthLimit } from '../../main/downloads/bandwidth-limit.ts';
import { ConnectionCount } from '../../main/downloads/connection-count.ts';
import { lifetimeMs } from '../../main/downloads/file-address.ts';
import { HostBudget } from '../../main/downloads/host-budget.ts';
import { SegmentMap } from '../../main/downloads/segment-map.ts';

const error = { code: 'disk-short' as const, params: { neededBytes: 2, freeBytes: 1 }, isRetryable: true };
const states: readonly DownloadState[] = [
  { state: 'queued' },
  { state: 'resolving' },
  { state: 'downloading' },
  { state: 'waiting-network', error, retryAtMs: null },
  { state: 'waiting-disk', error },
  { state: 'verifying' },
  { state: 'paused' },
  { state: 'done', finishedAtMs: 1 },
  { state: 'failed', error },
];
const steps: readonly DownloadStep[] = [
  { type: 'worked', activity: { kind: 'downloading' } },
  { type: 'waited-for-turn' },
  { type: 'finished', atMs: 2 },
  { type: 'failed', error },
  { type: 'paused' },
  { type: 'resumed' },
];

test('late news after a pause, an end or a failure changes nothing; only a resume leads back', () => {
  const table = states.map((state) => [state.state, ...steps.map((step) => nextDownloadState(state, step).state)]);
  const running = ['downloading', 'queued', 'done', 'failed', 'paused'];
  expect(table).toEqual([
    ...states.slice(0, 6).map(({ state }) => [state, ...running, state]),
    ['paused', 'paused', 'paused', 'paused', 'paused', 'paused', 'queued'],
    ['done', 'done', 'done', 'done', 'done', 'done', 'done'],
    ['failed', 'failed', 'failed', 'failed', 'failed', 'failed', 'queued'],
  ]);
  expect(states.filter(isRunnable).map((state) => outcomeOf(state).state)).toEqual(
    Array.from({ length: 6 }, () => 'queued'),
  );
});

test('of several files the one that moves speaks for all', () => {
  const waiting = { kind: 'waiting-network' as const, error, retryAtMs: null };
  expect(leadingActivity([{ kind: 'verifying' }, waiting, { kind: 'downloading' }])?.kind).toBe('downloading');
  expect(leadingActivity([{ kind: 'verifying' }, waiting])?.kind).toBe('waiting-network');
  expect(leadingActivity([])).toBeNull();
});

test('ordinary names stay as they are; no name leads upwards or is empty, whatever the path', () => {
  expect(safeNames('Q4_K_M/Llama-3.1-8B-Q4_K_M-00001-of-00003.gguf')).toEqual([
    'Q4_K_M',
    'Llama-3.1-8B-Q4_K_M-00001-of-00003.gguf',
  ]);
  const hostile = [
    '',
    '/',
    '..',
    '../..',
    '.',
    './.',
    '...',
    ' ',
    '..\\..',
    'a/../b',
    'nul',
    'COM1.txt',
    'lpt².x',
    '\u0000',
    'a'.repeat(5000),
    '🦙'.repeat(300),
  ];
  for (const path of hostile) {
    const names = safeNames(path);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      expect(name).not.toMatch(/^\.|[/\\]|[. ]$|^(nul|com1|lpt²)(\.|$)/i);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(230);
      expect(name.length).toBeGreaterThan(0);
    }
  }
});

test('two files whose safe names fall together, also by case alone, get names of their own', () => {
  const names = distinctNames([
    { path: 'Model.gguf', sha256: 'aaaaaaaaaa' },
    { path: 'model.gguf', sha256: 'bbbbbbbbbb' },
    { path: 'model.gguf ', sha256: 'cccccccccc' },
  ]);
  expect(names).toEqual([['Model.gguf'], ['bbbbbbbb-model.gguf'], ['cccccccc-model.gguf']]);
});

test('waits that a server asks for: both header kinds, dates, nonsense, and no more than ten minutes', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const waits = [
    { ratelimit: '"resolvers";r=0;t=55' },
    { 'retry-after': '7' },
    { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' },
    { 'retry-after': 'Wed, 31 Dec 2025 00:00:30 GMT' },
    { 'retry-after': '99999999' },
    { 'retry-after': 'soon' },
    {},
  ].map((headers) => retryAfterSeconds(headers as Record<string, string>, now));
  expect(waits).toEqual([56, 7, 30, 0, 600, null, null]);
});

test('the Hub’s refusals, by status and header', () => {
  const code = (status: number, headers: Record<string, string> = {}): string =>
    hubError({ status, headers, url: 'https://hub/' }, { repo: 'a/b' }).code;
  expect([
    code(401, { 'x-error-code': 'GatedRepo' }),
    code(401, { 'x-error-code': 'RepoNotFound' }),
    code(404, { 'x-error-code': 'RepoNotFound' }),
    code(404, { 'x-error-code': 'EntryNotFound' }),
    code(403, { 'x-error-message': 'Access to this resource is disabled.' }),
    code(403),
    code(429),
    code(500),
    code(418),
  ]).toEqual([
    'hub-gated',
    'hub-unauthorised',
    'hub-not-found',
    'hub-not-found',
    'hub-disabled',
    'hub-unauthorised',
    'hub-rate-limited',
    'hub-unavailable',
    'hub-malformed',
  ]);
});

test('how long a signed address lives: both kinds of signature, and an hour when it does not say', () => {
  const now = Date.UTC(2026, 0, 1, 0, 0, 0);
  expect([
    lifetimeMs(`https://c/x?Expires=${now / 1000 + 90}&Signature=s`, now),
    lifetimeMs('https://c/x?X-Amz-Date=20260101T000000Z&X-Amz-Expires=600', now),
    lifetimeMs('https://c/x', now),
    lifetimeMs(`https://c/x?Expires=${now / 1000 - 90}`, now),
  ]).toEqual([90_000, 600_000, 3_600_000, 0]);
});

test('segments are claimed in order, once each, and the front ends at the first gap', () => {
  const map = new SegmentMap(25, 10);
  expect([map.claim(), map.claim(), map.claim(), map.claim()]).toEqual([0, 1, 2, null]);
  map.add(1, 10, 1);
  map.add(2, 5, 2);
  const withGap = map.frontBytes;
  map.add(0, 4, 3);
  const partly = map.frontBytes;
  map.add(0, 6, 4);
  expect([withGap, partly, map.frontBytes, map.isComplete]).toEqual([0, 4, 25, true]);
  map.reset(1);
  map.release(1);
  expect([map.frontBytes, map.receivedBytes, map.claim()]).toEqual([10, 15, 1]);
});

test('an empty file is complete from the start', () => {
  const map = new SegmentMap(0, 10);
  expect([map.isComplete, map.claim(), map.frontBytes]).toEqual([true, null, 0]);
});

test('speed is over the last seconds and falls to 0 when nothing arrives', () => {
  const meter = new SpeedMeter();
  for (let second = 0; second <= 10; second += 1) meter.add(1_000_000, second * 1000);
  expect(meter.bytesPerSecond(10_000)).toBeCloseTo(1_000_000, -4);
  expect(meter.bytesPerSecond(60_000)).toBeLessThan(100_000);
});

test('a limit pays out what was earned, and a long rest earns no more than a quarter second', () => {
  const limit = new BandwidthLimit();
  limit.set(1_000_000);
  const start = performance.now();
  expect(limit.take(100_000, start)).toBeCloseTo(100, -1);
  expect(limit.take(0, start + 100_000)).toBe(0);
  expect(limit.take(350_000, start + 100_000)).toBeCloseTo(100, 0);
});

test('connections climb while it pays, step back when it does not, and halve when the server complains', () => {
  const limits = { minConnections: 4, maxConnections: 8 };
  const paid = new ConnectionCount(limits, 0);
  for (let window = 1; window <= 4; window += 1) paid.received(paid.value * 1_000_000, window * 301);
  const useless = new ConnectionCount(limits, 0);
  for (let window = 1; window <= 4; window += 1) useless.received(4_000_000, window * 301);
  expect([paid.value, useless.value]).toEqual([8, 4]);
  paid.backOff(2_000);
  paid.backOff(2_000);
  paid.backOff(2_000);
  paid.backOff(2_000);
  expect(paid.value).toBe(1);
});

test('a host gets no more connections than allowed, an aborted wait takes none, and each place is given on', async () => {
  const budget = new HostBudget(2);
  const never = new AbortController();
  const first = await budget.acquire('cdn', never.signal);
  await budget.acquire('cdn', never.signal);
  await budget.acquire('other', never.signal);
  const order: string[] = [];
  const given = new AbortController();
  const waiting = budget.acquire('cdn', given.signal).catch(() => order.push('gave up'));
  const next = budget.acquire('cdn', never.signal).then(() => order.push('got it'));
  given.abort(new Error('enough'));
  await waiting;
  first();
  first();
  await next;
  expect(order).toEqual(['gave up', 'got it']);
});
