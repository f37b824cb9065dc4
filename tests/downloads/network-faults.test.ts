import { expect, test } from 'vitest';
import type { HubFault } from '../support/hub/hub-faults.ts';
import {
  downloadBench,
  hasBytes,
  modelContent,
  modelRepo,
  startModel,
  testHub,
  untilState,
} from '../support/hub/download-bench.ts';

/** A file of nine segments; each fault strikes on the way and the file must come out byte for byte. */
const passing: readonly { name: string; fault: HubFault; origin?: 'api'; after?: number; times?: number }[] = [
  { name: '503 burst at the file server', fault: { kind: 'status', status: 503 }, times: 9 },
  { name: '503 burst while resolving', fault: { kind: 'status', status: 503 }, origin: 'api', after: 2, times: 4 },
  { name: '503 burst while asking for the commit', fault: { kind: 'status', status: 503 }, origin: 'api', times: 3 },
  { name: '429 with RateLimit', fault: { kind: 'status', status: 429, headers: { ratelimit: '"resolvers";r=0;t=0' } } },
  { name: '429 with Retry-After', fault: { kind: 'status', status: 429, headers: { 'retry-after': '1' } } },
  { name: 'bodies that end early', fault: { kind: 'truncate', afterBytes: 300_000 }, times: 6 },
  { name: 'connections reset in mid-body', fault: { kind: 'reset', afterBytes: 200_000 }, times: 6 },
  { name: 'connections reset before a byte', fault: { kind: 'reset', afterBytes: 0 }, times: 4 },
  { name: 'stalls', fault: { kind: 'stall', afterBytes: 100_000 }, times: 4 },
  { name: 'a stall in the last segment', fault: { kind: 'stall', afterBytes: 0 }, after: 8, times: 1 },
  { name: 'one range ignored', fault: { kind: 'ignore-range' }, after: 2, times: 1 },
  { name: 'every range ignored', fault: { kind: 'ignore-range' }, times: Infinity },
  { name: 'other bytes than asked for', fault: { kind: 'wrong-range' }, times: 3 },
  { name: 'signature refused at the start', fault: { kind: 'status', status: 403 }, times: 2 },
  { name: 'signature refused in mid-run', fault: { kind: 'status', status: 403 }, after: 4, times: 2 },
  { name: 'one flipped bit', fault: { kind: 'flip-bit', atByte: 5_000_000 }, after: 4, times: 1 },
];

test.each(passing)('$name: the file still comes out byte for byte', async ({ fault, origin, after, times }) => {
  const hub = await testHub({ repos: [modelRepo] });
  const bench = await downloadBench(hub);
  hub.inject({ origin: origin ?? 'cdn', after: after ?? 0, times: times ?? 1, fault });

  const done = await untilState(bench, bench.service.start(startModel).id, 'done');

  const struck = hub.struckFaults();
  expect([hasBytes(done, modelContent), bench.logger.errors]).toEqual([true, []]);
  expect(struck).toBeGreaterThanOrEqual(times === Infinity ? 1 : (times ?? 1));
});

test('ranges ignored and cut short by turns: what arrived is kept and skipped the next time', async () => {
  const hub = await testHub({ repos: [modelRepo] });
  const bench = await downloadBench(hub);
  hub.inject({ origin: 'cdn', times: 4, fault: { kind: 'ignore-range' } });
  hub.inject({ origin: 'cdn', times: 2, fault: { kind: 'truncate', afterBytes: 700_000 } });
  hub.inject({ origin: 'cdn', times: Infinity, fault: { kind: 'ignore-range' } });

  const done = await untilState(bench, bench.service.start(startModel).id, 'done');

  expect([hasBytes(done, modelContent), bench.logger.errors]).toEqual([true, []]);
});

test('every address expires in mid-run, several times: a fresh one is asked for once, not once for each connection', async () => {
  const hub = await testHub({ repos: [modelRepo], bytesPerSecond: 1_500_000 });
  const bench = await downloadBench(hub);
  const { id } = bench.service.start(startModel);
  await untilState(bench, id, 'downloading');
  const timer = setInterval(() => hub.expireSignatures(), 300);

  const done = await untilState(bench, id, 'done');
  clearInterval(timer);

  const resolves = hub.requests.filter(({ path }) => path.includes('/resolve/')).length;
  const refused = hub.requests.filter(({ status }) => status === 403).length;
  expect([hasBytes(done, modelContent), resolves < 3 + refused]).toEqual([true, true]);
});

test('an address is renewed at 80 % of its life, before the file server refuses it', async () => {
  const hub = await testHub({ repos: [modelRepo], expirySeconds: 2, bytesPerSecond: 500_000 });
  const bench = await downloadBench(hub);

  const done = await untilState(bench, bench.service.start(startModel).id, 'done');

  const statuses = new Set(hub.requests.filter(({ origin }) => origin === 'cdn').map(({ status }) => status));
  const resolves = hub.requests.filter(({ path }) => path.includes('/resolve/')).length;
  expect([hasBytes(done, modelContent), statuses.has(403), resolves > 1]).toEqual([true, false, true]);
});

test('a wrong checksum at the Hub: fetched twice, then said, and nothing is left or shown', async () => {
  const claimed = 'ab'.repeat(32);
  const files = [{ path: 'model-Q4_K_M.gguf', content: modelContent, claimedSha256: claimed }];
  const hub = await testHub({ repos: [{ ...modelRepo, files }] });
  const bench = await downloadBench(hub);

  const failed = await untilState(bench, bench.service.start(startModel).id, 'failed');

  const fetched = hub.requests
    .filter(({ origin }) => origin === 'cdn')
    .reduce((sum, { sentBytes }) => sum + sentBytes, 0);
  expect([failed.state, failed.files[0]?.placedPath, fetched]).toEqual([
    {
      state: 'failed',
      error: { code: 'download-mismatch', params: { file: 'model-Q4_K_M.gguf' }, isRetryable: false },
    },
    null,
    2 * 9_000_001,
  ]);
});

test('a server that never recovers is given up after a bounded number of attempts, and a retry goes on from there', async () => {
  const hub = await testHub({ repos: [modelRepo] });
  const bench = await downloadBench(hub, { limits: { maxAttempts: 4 } });
  hub.inject({ origin: 'cdn', after: 4, times: Infinity, fault: { kind: 'status', status: 500 } });
  const { id } = bench.service.start(startModel);
  const failed = await untilState(bench, id, 'failed');
  hub.clearFaults();
  bench.service.resume(id);

  const done = await untilState(bench, id, 'done');

  const code = failed.state.state === 'failed' ? failed.state.error.code : null;
  const fetched = hub.requests
    .filter(({ origin }) => origin === 'cdn')
    .reduce((sum, { sentBytes }) => sum + sentBytes, 0);
  expect([code, hasBytes(done, modelContent), fetched]).toEqual(['hub-unavailable', true, 9_000_001]);
});
