import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../setup/prepare.mjs';
import { startBuiltApp, type RunningApp } from '../chat/app-client.ts';
import type { Bench } from '../harness.ts';
import { openBenchPage, type BenchPage } from '../ui/bench-page.ts';
import { fittingModel } from '../ui/fitting-model.ts';
import { percentile, startRecording, stopRecording, type Recording } from '../ui/recorder.ts';
import { tellFrames } from '../ui/tell-frames.ts';
import { setupsOf } from './app-round.ts';
import { comparedRound } from './compared-round.ts';
import { followRound, type FollowedRound } from './follow-round.ts';

/** Of all columns together: as fast as `bench:ui` streams a single reply. */
const aimedRate = 560;
const contextSize = 8_192;
/** Of each answer: Markdown of every kind. */
const replyTokens = 2_000;
const warmUpTokens = 200;
const idleMs = 5_000;

/** The page in Chromium while four columns stream mixed Markdown into it. */
export async function benchComparePage(bench: Bench): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'counterweight-bench-page-'));
  const app = await startBuiltApp(join(root, 'dist/main/web.mjs'), join(folder, 'data'));
  const view = await openBenchPage(app);
  try {
    await recordRound(bench, app, view, await fittingModel(app, { folder, contextSize, aimedRate }));
  } finally {
    await view.end();
    await app.end();
    rmSync(folder, { recursive: true, force: true });
  }
  bench.note(
    'Chromium is headless and draws on the processor; its frames are begun 60 times a second, so that a frame takes 16.7 ms or a multiple.',
  );
}

type StreamModel = Awaited<ReturnType<typeof fittingModel>>;

async function recordRound(
  bench: Bench,
  app: RunningApp,
  view: BenchPage,
  { modelId, charactersPerToken }: StreamModel,
): Promise<void> {
  const { page } = view;
  const { columns } = comparedRound;
  const { comparisonId } = await app.client.compare.create.mutate({
    setups: setupsOf(modelId, replyTokens),
    mode: 'open',
    timing: 'quick',
    conversationId: null,
  });
  await page.goto(`${app.origin}/#/compare/${comparisonId}`);
  await page.getByRole('textbox', { name: 'Prompt to all contestants' }).waitFor();
  await startRecording(page);
  await page.waitForTimeout(idleMs);
  tellFrames(bench, 'idle', await stopRecording(page));

  const followed = followRound(app.client, comparisonId, columns);
  await app.client.compare.ask.mutate({ comparisonId, text: 'Go on and on.' });
  await followed.begun();
  await followed.until(columns * warmUpTokens * charactersPerToken);
  const recording = await recordAnswers(bench, view, followed, charactersPerToken);
  followed.end();
  tellFrames(bench, 'streaming', recording);
  bench.target('four columns streaming: frames, 95th percentile', percentile(recording.frames, 0.95), {
    atMost: 16.75,
  });
}

async function recordAnswers(
  bench: Bench,
  { page, devTools }: BenchPage,
  followed: FollowedRound,
  charactersPerToken: number,
): Promise<Recording> {
  const begunAtMs = performance.now();
  const before = followed.characters();
  // Of the page's own thread, whatever else the computer does.
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busyBefore = await busySeconds(devTools);
  await startRecording(page);
  await followed.ended();
  const recording = await stopRecording(page);
  const busyMs = 1_000 * ((await busySeconds(devTools)) - busyBefore);
  const elapsedMs = recording.frames.reduce((sum, frame) => sum + frame, 0);
  bench.figure('streaming: processor time of the page', (16.67 * busyMs) / elapsedMs, 'ms in 16.7');
  const tokens = (followed.characters() - before) / charactersPerToken;
  bench.figure('streaming: rate of all columns', (1_000 * tokens) / (performance.now() - begunAtMs), 'tokens/s');
  return recording;
}

async function busySeconds(devTools: BenchPage['devTools']): Promise<number> {
  const { metrics } = await devTools.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
}
