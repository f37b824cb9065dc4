import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Download } from '../../main/contract/downloads.ts';
import {
  downloadBench,
  hasBytes,
  modelContent,
  modelRepo,
  startModel,
  testHub,
  untilDownload,
  untilState,
} from '../support/hub/download-bench.ts';
import type { HubContent } from '../support/hub/hub-content.ts';

const contents = [1, 2, 3, 4].map((seed): HubContent => ({ kind: 'generated', seed, sizeBytes: 1_200_000 }));
const files = contents.map((content, index) => ({ path: `m${index}.gguf`, content }));
const repo = { id: 'maker/many', files };

test('two files at once, the others wait in the person’s order, which can change', async () => {
  const hub = await testHub({ repos: [repo], bytesPerSecond: 800_000 });
  const bench = await downloadBench(hub);
  const ids = files.map(({ path }) => bench.service.start({ repo: repo.id, files: [path] }).id);
  await untilState(bench, ids[1] ?? '', 'downloading');
  const waiting = bench.service.list().map(({ state }) => state.state);
  bench.service.move(bench.service.list()[3]?.id ?? (ids[3] as never), 0);
  const finished: string[] = [];
  bench.service.watchDone(({ id }) => finished.push(id));

  await Promise.all(ids.map((id) => untilState(bench, id, 'done')));

  expect(waiting.slice(2)).toEqual(['queued', 'queued']);
  expect(finished.indexOf(ids[3] ?? '')).toBeLessThan(finished.indexOf(ids[2] ?? ''));
  expect(bench.service.list().map(({ id }) => id)).toEqual([ids[3], ids[0], ids[1], ids[2]]);
});

test('order, pauses, the limit and what is done outlive the app', async () => {
  const hub = await testHub({ repos: [repo] });
  const first = await downloadBench(hub);
  const ids = files.map(({ path }) => first.service.start({ repo: repo.id, files: [path] }).id);
  await Promise.all(ids.map((id) => untilState(first, id, 'done')));
  const { id } = first.service.start({ repo: repo.id, files: ['m0.gguf', 'm1.gguf'] });
  first.service.pause(id);
  first.service.move(id, 1);
  first.service.setBandwidthLimit(3_000_000);
  await first.end();
  const before = first.service.list().map((download) => [download.id, download.state.state]);

  const second = await downloadBench(hub, { folder: first.folder });

  expect(second.service.list().map((download) => [download.id, download.state.state])).toEqual(before);
  const snapshot: unknown[] = [];
  second.service.watch((event) => event.type === 'snapshot' && snapshot.push(event.bytesPerSecondLimit));
  expect(snapshot).toEqual([3_000_000]);
});

test('the bandwidth limit holds over all connections together', async () => {
  const hub = await testHub({ repos: [modelRepo] });
  const bench = await downloadBench(hub);
  bench.service.setBandwidthLimit(3_000_000);
  const startedAt = performance.now();

  const done = await untilState(bench, bench.service.start(startModel).id, 'done');

  const seconds = (performance.now() - startedAt) / 1000;
  expect([hasBytes(done, modelContent), seconds > 2.4, seconds < 6]).toEqual([true, true, true]);
});

test('the offline switch: it waits without a request, and goes on the moment the network is back', async () => {
  const hub = await testHub({ repos: [modelRepo], bytesPerSecond: 1_500_000 });
  const bench = await downloadBench(hub);
  const { id } = bench.service.start(startModel);
  await untilDownload(bench, id, ({ receivedBytes }) => receivedBytes > 1_000_000);
  bench.network.setOffline(true);
  const waiting = await untilState(bench, id, 'waiting-network');
  const asked = hub.requests.length;
  await sleep(500);
  const askedWhileOffline = hub.requests.length - asked;
  bench.network.setOffline(false);

  const done = await untilState(bench, id, 'done');

  const code = waiting.state.state === 'waiting-network' ? waiting.state.error.code : null;
  expect([code, askedWhileOffline, hasBytes(done, modelContent)]).toEqual(['network-offline', 0, true]);
});

test('the network goes away in mid-run and comes back: it waits as long as it takes', async () => {
  const hub = await testHub({ repos: [modelRepo], bytesPerSecond: 1_500_000 });
  const bench = await downloadBench(hub, { limits: { maxAttempts: 3 } });
  const { id } = bench.service.start(startModel);
  await untilDownload(bench, id, ({ receivedBytes }) => receivedBytes > 1_000_000);
  await hub.goAway();
  const isUnreachable = ({ state }: Download): boolean =>
    state.state === 'waiting-network' && state.error.code === 'network-unreachable';
  await untilDownload(bench, id, isUnreachable);
  await sleep(1_500);
  const still = bench.service.list()[0]?.state.state;
  await hub.comeBack();

  const done = await untilState(bench, id, 'done');

  expect([still, hasBytes(done, modelContent)]).toEqual(['waiting-network', true]);
});

test('started while offline: it is kept and begins when there is a network', async () => {
  const hub = await testHub({ repos: [modelRepo] });
  const bench = await downloadBench(hub);
  bench.network.setOffline(true);
  const { id } = bench.service.start(startModel);
  await untilState(bench, id, 'waiting-network');
  bench.network.setOffline(false);

  expect(hasBytes(await untilState(bench, id, 'done'), modelContent)).toBe(true);
});

test('watchers get a snapshot, then at most ten changes a second apart from changes of state', async () => {
  const hub = await testHub({ repos: [modelRepo], bytesPerSecond: 1_000_000 });
  const bench = await downloadBench(hub);
  const startedAt = performance.now();
  await untilState(bench, bench.service.start(startModel).id, 'done');
  const seconds = (performance.now() - startedAt) / 1000;

  const progress = bench.events.filter(
    (event) => event.type === 'changed' && event.download.state.state === 'downloading',
  );
  const speeds = progress.map((event) => (event.type === 'changed' ? event.download.bytesPerSecond : 0));
  expect(bench.events[0]?.type).toBe('snapshot');
  expect([progress.length < seconds * 10 + 10, progress.length > 5]).toEqual([true, true]);
  expect(Math.max(...speeds)).toBeLessThan(20_000_000);
});

test('the same model started twice is one download', async () => {
  const hub = await testHub({ repos: [modelRepo], bytesPerSecond: 2_000_000 });
  const bench = await downloadBench(hub);
  const ids = [bench.service.start(startModel).id, bench.service.start(startModel).id];

  await untilState(bench, ids[0] ?? '', 'done');

  expect([new Set(ids).size, bench.service.list().length]).toEqual([1, 1]);
});
