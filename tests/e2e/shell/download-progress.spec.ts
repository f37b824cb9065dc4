import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DownloadId } from '../../../main/contract/ids.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { startTestHub } from '../../support/hub/start-test-hub.ts';
import type { RunningApp } from '../support/running-app.ts';
import { expect, test } from '../support/test.ts';

const repo = 'maker/bigram-GGUF';
const file = 'bigram-F32.gguf';

type Seen = { readonly progress: number[]; readonly notices: { title: string; body: string }[] };

/** Leaves a download that waits for the next start, as an app that was ended in between does. */
function leaveQueued(dataFolder: string): void {
  const storage = openStorage({ dataFolder });
  storage.downloads.save({
    id: 'queued-before' as DownloadId,
    repo,
    revision: 'main',
    commit: null,
    files: [{ path: file, sizeBytes: null, sha256: null, placedPath: null }],
    outcome: { state: 'queued' },
    addedAtMs: Date.now(),
  });
  // Slow enough to be seen on its way.
  storage.downloads.saveBandwidthLimit(limitBytesPerSecond);
  storage.close();
}

const limitBytesPerSecond = 120_000;

/** Writes down what the system is asked to show; works with Electron and with the stand-in. */
async function collectSeen(app: RunningApp): Promise<() => Promise<Seen>> {
  await app.main.evaluate(({ BrowserWindow, Notification }) => {
    const seen: Seen = { progress: [], notices: [] };
    const [window] = BrowserWindow.getAllWindows();
    if (!window) throw new Error('no window');
    window.setProgressBar = (fraction) => void seen.progress.push(fraction);
    window.blur();
    Notification.prototype.show = function show(this: Electron.Notification) {
      seen.notices.push({ title: this.title, body: this.body });
      Object.assign(globalThis, { lastNotice: this });
    };
    Object.assign(globalThis, { seen });
  });
  return () => app.main.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
}

test('a download fills the app’s icon, and a notification says when it is done and brings the window back', async ({
  app,
  modelsDir,
}) => {
  const bytes = readFileSync(join(modelsDir, 'bigram.gguf'));
  const hub = await startTestHub({ repos: [{ id: repo, files: [{ path: file, content: { kind: 'bytes', bytes } }] }] });
  try {
    await app.close();
    leaveQueued(app.dataDir);
    await app.start([], { HF_ENDPOINT: hub.url });
    const seen = await collectSeen(app);
    await expect.poll(async () => (await seen()).notices, { timeout: 60_000 }).toHaveLength(1);
    await expect.poll(async () => (await seen()).progress.at(-1)).toBe(-1);

    const { progress, notices } = await seen();
    const fractions = progress.slice(0, -1);
    expect(notices).toEqual([{ title: 'Download finished', body: `${file} is on this computer, every byte checked.` }]);
    expect(fractions.length).toBeGreaterThan(1);
    expect(fractions).toEqual(fractions.filter((fraction) => fraction >= 0 && fraction <= 1).toSorted((a, b) => a - b));

    await app.main.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.minimize();
      (globalThis as unknown as { lastNotice: Electron.Notification }).lastNotice.emit('click');
    });
    const isBack = (): Promise<unknown> =>
      app.main.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        return [window?.isMinimized(), window?.isVisible()];
      });
    await expect.poll(isBack).toEqual([false, true]);
  } finally {
    await hub.close();
  }
});
