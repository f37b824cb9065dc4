import { openSync, closeSync, readFileSync, readdirSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  downloadBench,
  hasBytes,
  modelContent,
  modelRepo,
  startModel,
  testHub,
  untilDownload,
  untilState,
  type DownloadBench,
} from '../support/hub/download-bench.ts';
import { contentSha256, type HubContent } from '../support/hub/hub-content.ts';
import type { TestHub } from '../support/hub/start-test-hub.ts';

const size = 9_000_001;
const file = 'model-Q4_K_M.gguf';

/** A download stopped by the end of the app when a good part has arrived. @returns the folder to go on in. */
async function stoppedHalfway(hub: TestHub): Promise<{ folder: string; id: string; receivedBytes: number }> {
  hub.setBandwidth(1_500_000);
  const bench = await downloadBench(hub);
  const { id } = bench.service.start(startModel);
  await untilDownload(bench, id, ({ receivedBytes }) => receivedBytes > 4_500_000);
  await bench.end();
  const receivedBytes = await bench.store.partBytes(contentSha256(modelContent));
  hub.setBandwidth(null);
  return { folder: bench.folder, id, receivedBytes };
}

/** What was asked of the file server from the given request on. */
function askedBytes(hub: TestHub, from: number): number {
  const ranges = hub.requests.slice(from).map(({ range }) => /^bytes=(\d+)-(\d+)$/.exec(range ?? ''));
  return ranges.reduce((sum, range) => sum + (range ? Number(range[2]) + 1 - Number(range[1]) : 0), 0);
}

function partPath(bench: Pick<DownloadBench, 'modelsFolder'> | string, content: HubContent = modelContent): string {
  const models = typeof bench === 'string' ? join(bench, 'models') : bench.modelsFolder;
  return join(models, '.counterweight/blobs', `${contentSha256(content)}.part`);
}

test('after a restart it goes on by itself from where it was, and fetches only what was missing', async () => {
  const hub = await testHub({ repos: [modelRepo] });
  const { folder, id, receivedBytes } = await stoppedHalfway(hub);
  const from = hub.requests.length;

  const bench = await downloadBench(hub, { folder });
  const atStart = bench.service.list()[0]?.receivedBytes ?? 0;
  const done = await untilState(bench, id, 'done');

  expect([hasBytes(done, modelContent), atStart]).toEqual([true, receivedBytes]);
  expect(askedBytes(hub, from)).toBe(size - receivedBytes);
});

test('paused and resumed again and again: received bytes never go backwards', async () => {
  const hub = await testHub({ repos: [modelRepo], bytesPerSecond: 2_000_000 });
  const bench = await downloadBench(hub);
  const { id } = bench.service.start(startModel);
  for (let round = 0; round < 5; round += 1) {
    await untilState(bench, id, 'downloading', 'done');
    await sleep(120);
    bench.service.pause(id);
    await untilState(bench, id, 'paused', 'done');
    bench.service.resume(id);
  }
  const done = await untilState(bench, id, 'done');

  const received = bench.events.flatMap((event) => (event.type === 'changed' ? [event.download.receivedBytes] : []));
  const isRising = received.every((bytes, index) => index === 0 || bytes >= (received[index - 1] ?? 0));
  expect([hasBytes(done, modelContent), isRising, bench.states.includes('paused')]).toEqual([true, true, true]);
});

test('a paused download stays paused over a restart', async () => {
  const hub = await testHub({ repos: [modelRepo], bytesPerSecond: 1_000_000 });
  const first = await downloadBench(hub);
  const { id } = first.service.start(startModel);
  await untilState(first, id, 'downloading');
  first.service.pause(id);
  await first.end();
  const before = hub.requests.length;

  const second = await downloadBench(hub, { folder: first.folder });
  await sleep(200);

  expect([second.service.list()[0]?.state, hub.requests.length]).toEqual([{ state: 'paused' }, before]);
});

test('the file was replaced before the resume: the pinned commit still brings the bytes it began with', async () => {
  const hub = await testHub({ repos: [modelRepo] });
  const { folder, id } = await stoppedHalfway(hub);
  const other: HubContent = { kind: 'generated', seed: 99, sizeBytes: size };
  hub.replaceFiles(modelRepo.id, [{ path: file, content: other }]);

  const bench = await downloadBench(hub, { folder });
  const done = await untilState(bench, id, 'done');

  expect(hasBytes(done, modelContent)).toBe(true);
});

test('replaced, and its history erased: it is said, no mixed file appears, and a new start brings the new bytes', async () => {
  const hub = await testHub({ repos: [modelRepo] });
  const { folder, id } = await stoppedHalfway(hub);
  const other: HubContent = { kind: 'generated', seed: 98, sizeBytes: size };
  hub.replaceFiles(modelRepo.id, [{ path: file, content: other }], { forgetHistory: true });

  const bench = await downloadBench(hub, { folder });
  const failed = await untilState(bench, id, 'failed');
  await bench.service.cancel(failed.id);
  const done = await untilState(bench, bench.service.start(startModel).id, 'done');

  const code = failed.state.state === 'failed' ? failed.state.error.code : null;
  expect([code, failed.files[0]?.placedPath, hasBytes(done, other)]).toEqual(['download-changed', null, true]);
});

test('the history was erased but the bytes are the same: the part goes on under the new commit', async () => {
  const hub = await testHub({ repos: [modelRepo] });
  const { folder, id, receivedBytes } = await stoppedHalfway(hub);
  const from = hub.requests.length;
  hub.replaceFiles(modelRepo.id, [{ path: 'README.md', content: { kind: 'bytes', bytes: Buffer.from('new') } }], {
    forgetHistory: true,
  });

  const bench = await downloadBench(hub, { folder });
  const done = await untilState(bench, id, 'done');

  expect([hasBytes(done, modelContent), askedBytes(hub, from)]).toEqual([true, size - receivedBytes]);
});

test('bytes replaced in mid-run under an address that stays valid: never a mixture, said as a mismatch', async () => {
  const hub = await testHub({ repos: [modelRepo], bytesPerSecond: 1_500_000 });
  const bench = await downloadBench(hub);
  const { id } = bench.service.start(startModel);
  await untilDownload(bench, id, ({ receivedBytes }) => receivedBytes > 2_000_000);
  hub.swapContent(modelContent, { kind: 'generated', seed: 97, sizeBytes: size });
  hub.setBandwidth(null);

  const failed = await untilState(bench, id, 'failed');

  const code = failed.state.state === 'failed' ? failed.state.error.code : null;
  expect([code, readdirSync(bench.modelsFolder)]).toEqual(['download-mismatch', ['.counterweight']]);
});

test('a mirror that swaps the bytes for a while and then recovers: all of it is fetched again and is right', async () => {
  const hub = await testHub({ repos: [modelRepo], bytesPerSecond: 1_500_000 });
  const bench = await downloadBench(hub);
  const { id } = bench.service.start(startModel);
  await untilDownload(bench, id, ({ receivedBytes }) => receivedBytes > 2_000_000);
  hub.swapContent(modelContent, { kind: 'generated', seed: 97, sizeBytes: size });
  await untilDownload(bench, id, ({ receivedBytes }) => receivedBytes > 6_000_000);
  hub.swapContent(modelContent, modelContent);
  hub.setBandwidth(null);

  expect(hasBytes(await untilState(bench, id, 'done'), modelContent)).toBe(true);
});

test('bytes replaced in mid-run by a file of another length: said as changed', async () => {
  const hub = await testHub({ repos: [modelRepo], bytesPerSecond: 400_000 });
  const bench = await downloadBench(hub, { limits: { maxAttempts: 4 } });
  const { id } = bench.service.start(startModel);
  await untilDownload(bench, id, ({ receivedBytes }) => receivedBytes > 1_000_000);
  hub.swapContent(modelContent, { kind: 'generated', seed: 97, sizeBytes: size + 5 });
  hub.setBandwidth(null);

  const failed = await untilState(bench, id, 'failed');

  expect(failed.state.state === 'failed' && failed.state.error.code).toBe('download-changed');
});

test('a bit rots in the part while the app is closed: only that segment is fetched again', async () => {
  const hub = await testHub({ repos: [modelRepo] });
  const { folder, id, receivedBytes } = await stoppedHalfway(hub);
  const from = hub.requests.length;
  const handle = openSync(partPath(folder), 'r+');
  const byte = (readFileSync(partPath(folder))[1_234_567] ?? 0) ^ 1;
  writeSync(handle, Buffer.from([byte]), 0, 1, 1_234_567);
  closeSync(handle);

  const bench = await downloadBench(hub, { folder });
  const done = await untilState(bench, id, 'done');

  const again = askedBytes(hub, from) - (size - receivedBytes);
  expect([hasBytes(done, modelContent), again]).toEqual([true, 1024 * 1024]);
});

const damages: readonly { name: string; harm: (part: string) => void }[] = [
  { name: 'the journal is cut off', harm: (part) => writeFileSync(`${part}.json`, '{"version":1,"sha') },
  { name: 'the journal is of a later version', harm: (part) => writeFileSync(`${part}.json`, '{"version":2}') },
  {
    name: 'the journal speaks of another file',
    harm: (part) =>
      writeFileSync(`${part}.json`, readFileSync(`${part}.json`, 'utf8').replace(/"sizeBytes":\d+/, '"sizeBytes":5')),
  },
  { name: 'the part is cut off', harm: (part) => truncateSync(part, 1_500_000) },
  { name: 'the part is empty', harm: (part) => truncateSync(part, 0) },
];

test.each(damages)('$name: the file still comes out byte for byte', async ({ harm }) => {
  const hub = await testHub({ repos: [modelRepo] });
  const { folder, id } = await stoppedHalfway(hub);
  harm(partPath(folder));

  const bench = await downloadBench(hub, { folder });

  expect(hasBytes(await untilState(bench, id, 'done'), modelContent)).toBe(true);
});

test('cancelled in mid-run: the part and its journal are gone', async () => {
  const hub = await testHub({ repos: [modelRepo], bytesPerSecond: 1_000_000 });
  const bench = await downloadBench(hub);
  const { id } = bench.service.start(startModel);
  await untilDownload(bench, id, ({ receivedBytes }) => receivedBytes > 1_000_000);

  await bench.service.cancel(bench.service.list()[0]?.id ?? (id as never));

  expect([bench.service.list(), readdirSync(join(bench.modelsFolder, '.counterweight/blobs'))]).toEqual([[], []]);
});
