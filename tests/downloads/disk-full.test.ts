import { rmSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  downloadBench,
  modelContent,
  modelRepo,
  quickLimits,
  startModel,
  testHub,
  untilState,
} from '../support/hub/download-bench.ts';
import { spawnDownload } from '../support/hub/download-process.ts';
import { wholeContent } from '../support/hub/hub-content.ts';
import { onSmallDisk } from '../support/small-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test.runIf(process.platform === 'linux')(
  'the disk fills up in mid-download: it waits, says how much is missing, and goes on when there is room',
  async () => {
    const hub = await testHub({ repos: [modelRepo], bytesPerSecond: 600_000 });
    const folder = temporaryFolder();
    const mountPoint = temporaryFolder();
    const run = spawnDownload(
      {
        dataFolder: join(folder, 'data'),
        modelsFolder: join(mountPoint, 'models'),
        hubUrl: hub.url,
        repo: modelRepo.id,
        files: startModel.files,
        limits: quickLimits,
        staysAlive: true,
      },
      onSmallDisk(mountPoint, '12m'),
    );
    onTestFinished(() => void run.child.kill('SIGKILL'));
    await run.until(({ receivedBytes }) => receivedBytes > 1_000_000);
    const inside = join(`/proc/${run.child.pid}/root`, mountPoint);
    fillUp(join(inside, 'filler'));
    const waiting = await run.until(({ state }) => state.state === 'waiting-disk');
    hub.setBandwidth(null);
    rmSync(join(inside, 'filler'));
    const done = await run.until(({ state }) => state.state === 'done');

    const path = done.files[0]?.placedPath ?? '';
    const code = waiting.state.state === 'waiting-disk' ? waiting.state.error.code : null;
    const expected = wholeContent(modelContent);
    const isSame = readFileSync(join(inside, 'models', modelRepo.id, 'model-Q4_K_M.gguf')).equals(expected);
    const sent = hub.requests.reduce((sum, request) => sum + request.sentBytes, 0);
    expect([code, isSame, path, sent < expected.length * 2]).toEqual([
      'disk-short',
      true,
      join(mountPoint, 'models', modelRepo.id, 'model-Q4_K_M.gguf'),
      true,
    ]);
  },
);

test('no room before the first byte: not a byte is fetched until there is', async () => {
  const hub = await testHub({ repos: [modelRepo] });
  const { bavail, bsize } = statfsSync('/tmp');
  const bench = await downloadBench(hub, { limits: { reserveBytes: bavail * bsize * 2 } });
  const { id } = bench.service.start(startModel);

  const waiting = await untilState(bench, id, 'waiting-disk');

  expect([waiting.state.state === 'waiting-disk' && waiting.state.error.code, waiting.receivedBytes]).toEqual([
    'disk-short',
    0,
  ]);
  expect(hub.requests.filter(({ origin }) => origin === 'cdn')).toEqual([]);
});

function fillUp(path: string): void {
  writeFileSync(path, '');
  for (let block = 1024 * 1024; block >= 4096; block /= 2) {
    try {
      while (statfsSync(path).bavail > 0) writeFileSync(path, Buffer.alloc(block), { flag: 'a' });
    } catch {
      // No room for a block of this size: a smaller one may still fit.
    }
  }
}
