import { onTestFinished, expect, test } from 'vitest';
import { DownloadReporter } from '../../main/core/downloads/download-reporter.ts';
import type { Notice } from '../../main/core/ports/host.ts';
import {
  downloadBench,
  modelRepo,
  startModel,
  testHub,
  untilDownload,
  untilState,
  type DownloadBench,
} from '../support/hub/download-bench.ts';
import type { HubContent } from '../support/hub/hub-content.ts';

const patient = { timeout: 20_000, interval: 20 };

/** What a desktop would have shown, in order and with its time. */
function reportOn({ service }: DownloadBench) {
  const progress: { readonly fraction: number | null; readonly atMs: number }[] = [];
  const notices: Notice[] = [];
  const host = {
    notify: (notice: Notice) => void notices.push(notice),
    showProgress: (fraction: number | null) => void progress.push({ fraction, atMs: performance.now() }),
  };
  const reporter = new DownloadReporter({ downloads: service, host });
  onTestFinished(() => reporter.dispose());
  return {
    progress,
    notices,
    reporter,
    untilIdle: () => expect.poll(() => progress.at(-1)?.fraction, patient).toBe(null),
  };
}

// Would catch: an icon that flickers with every chunk, goes back, or keeps its bar when all is done.
test('the icon shows a growing fraction at most twice a second, then nothing, and one notice names the file', async () => {
  const bench = await downloadBench(await testHub({ repos: [modelRepo] }));
  bench.service.setBandwidthLimit(3_000_000);
  const { progress, notices, untilIdle } = reportOn(bench);

  await untilState(bench, bench.service.start(startModel).id, 'done');
  await untilIdle();

  const shown = progress.slice(0, -1).map(({ fraction }) => fraction ?? -1);
  const gaps = progress.slice(1).map(({ atMs }, index) => atMs - (progress[index]?.atMs ?? 0));
  expect(notices).toEqual([
    { title: 'Download finished', body: 'model-Q4_K_M.gguf is on this computer, every byte checked.' },
  ]);
  expect(shown.length).toBeGreaterThan(3);
  expect(shown).toEqual(shown.toSorted((left, right) => left - right));
  expect([Math.min(...shown) >= 0, Math.max(...shown) <= 1, Math.min(...gaps) > 490]).toEqual([true, true, true]);
});

// Would catch: a paused or cancelled download that holds the bar for ever, or a notice for what was not finished.
test('what is paused or cancelled is neither in the fraction nor told as done', async () => {
  const contents = [1, 2].map((seed): HubContent => ({ kind: 'generated', seed, sizeBytes: 4_000_000 }));
  const files = contents.map((content, index) => ({ path: `m${index}.gguf`, content }));
  const bench = await downloadBench(await testHub({ repos: [{ id: 'maker/two', files }] }));
  bench.service.setBandwidthLimit(1_000_000);
  const { progress, notices, untilIdle } = reportOn(bench);
  const [first, second] = files.map(({ path }) => bench.service.start({ repo: 'maker/two', files: [path] }).id);
  if (first === undefined || second === undefined) throw new Error('two were started');
  await expect.poll(() => progress.at(-1)?.fraction ?? 0, patient).toBeGreaterThan(0);

  bench.service.pause(first);
  await bench.service.cancel(second);

  await untilIdle();
  expect(notices).toEqual([]);
});

// Would catch: a queue restored after the reporter began, of which it never hears.
test('a restart shows how far the restored download is, without a click', async () => {
  const hub = await testHub({ repos: [modelRepo], bytesPerSecond: 1_500_000 });
  const before = await downloadBench(hub);
  const { id } = before.service.start(startModel);
  await untilDownload(before, id, ({ receivedBytes }) => receivedBytes > 3_000_000);
  await before.end();
  const bench = await downloadBench(hub, { folder: before.folder });
  const { progress, notices, reporter } = reportOn(bench);

  await untilState(bench, id, 'done');

  expect(progress[0]?.fraction ?? 0).toBeGreaterThan(0.1);
  expect(notices.length).toBe(1);
  reporter.dispose();
});
