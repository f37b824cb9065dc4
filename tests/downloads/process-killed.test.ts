import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { quickLimits, testHub } from '../support/hub/download-bench.ts';
import { spawnDownload } from '../support/hub/download-process.ts';
import { wholeContent, type HubContent } from '../support/hub/hub-content.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** `npm run test:faults` asks for fifty. */
const kills = Number(process.env['COUNTERWEIGHT_KILLS'] ?? 6);

/** Slow enough that the file cannot be whole before the last kill. */
const connections = 4;

const content: HubContent = { kind: 'generated', seed: 23, sizeBytes: 24_000_003 };
const repo = { id: 'maker/killed-GGUF', files: [{ path: 'killed.gguf', content }] };

test(
  `killed ${kills} times at random moments: each start goes on, and the file comes out byte for byte`,
  async () => {
    const hub = await testHub({ repos: [repo], bytesPerSecond: Math.round(24_000_000 / (kills * 0.9 * connections)) });
    const folder = temporaryFolder();
    const modelsFolder = join(folder, 'models');
    const task = {
      dataFolder: join(folder, 'data'),
      modelsFolder,
      hubUrl: hub.url,
      repo: repo.id,
      files: ['killed.gguf'],
      limits: { ...quickLimits, maxConnections: connections },
    };
    let killed = 0;
    for (; killed < kills; killed += 1) {
      const run = spawnDownload(task);
      // From before the first byte to after some commits.
      const began = run.until(({ state }) => state.state !== 'queued').catch(() => undefined);
      await Promise.race([began, run.exited]);
      await Promise.race([sleep(Math.random() * 700), run.exited]);
      if (run.child.exitCode !== null) break;
      run.child.kill('SIGKILL');
      await run.exited;
    }
    hub.setBandwidth(null);
    const last = spawnDownload(task);
    expect(await last.exited).toEqual({ code: 0, said: '' });

    const blobs = readdirSync(join(modelsFolder, '.counterweight/blobs')).filter(
      (name) => !name.endsWith('.placed.json'),
    );
    const isSame = readFileSync(join(modelsFolder, repo.id, 'killed.gguf')).equals(wholeContent(content));
    const sentBytes = hub.requests.reduce((sum, request) => sum + request.sentBytes, 0);
    expect([isSame, blobs, killed]).toEqual([true, [], kills]);
    // Not from the start each time: what was committed was not fetched again.
    expect(sentBytes).toBeLessThan(24_000_003 * 3);
  },
  60_000 + kills * 5_000,
);
