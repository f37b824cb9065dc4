import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root, typescriptFlags } from '../../setup/prepare.mjs';
import { startBuiltApp } from '../chat/app-client.ts';
import { figureOf, runBench, type Bench } from '../harness.ts';
import { compareThroughApp } from './app-round.ts';
import { comparedModel } from './compared-model.ts';
import { comparedRound, type DirectRound, type RoundSample } from './compared-round.ts';
import { benchComparePage } from './compare-page.ts';

/** Differs from every counted round. */
const warmUpRound = 9_999;
/** `--page` and `--speed` measure only the one or the other. */
const isOnly = (part: 'page' | 'speed'): boolean => process.argv.includes(`--${part}`);

await runBench('compare', async (bench) => {
  if (!isOnly('page')) await benchSpeed(bench);
  if (!isOnly('speed')) await benchComparePage(bench);
});

/** Four columns of one model through the whole app, against a bare script with the same file, threads and sampling. */
async function benchSpeed(bench: Bench): Promise<void> {
  const modelPath = await comparedModel();
  const folder = mkdtempSync(join(tmpdir(), 'counterweight-bench-'));
  const app = await startBuiltApp(join(root, 'dist/main/web.mjs'), join(folder, 'data'));
  try {
    const { id } = await app.client.models.importFile.mutate({ path: modelPath });
    // Loads the model, and lets it learn how fast its batches are.
    await compareThroughApp(app.client, id, warmUpRound);
    const threads = bench.machine.computeThreads;
    const direct =
      (isTogether: boolean) =>
      async (round: number): Promise<RoundSample> =>
        answerDirectly({ modelPath, threads, round, isTogether });
    const measured = await bench.alternate({
      app: (round) => compareThroughApp(app.client, id, round),
      inTurn: direct(false),
      together: direct(true),
    });
    report(bench, measured);
  } finally {
    await app.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(bench: Bench, { app, inTurn, together }: Awaited<ReturnType<Bench['alternate']>>): void {
  assertSamePrompt(figureOf(app, 'promptTokens').median, figureOf(inTurn, 'promptTokens').median);
  const labelled = { app, 'direct, one after the other': inTurn, 'direct, four sequences': together };
  for (const [label, figures] of Object.entries(labelled)) {
    bench.figure(`${label}: all tokens`, figureOf(figures, 'tokensPerSecond'), 'tokens/s');
    bench.figure(`${label}: every answer begun`, figureOf(figures, 'begunMs'), 'ms');
  }
  const rate = (figures: typeof app): number => figureOf(figures, 'tokensPerSecond').median;
  const better = Math.max(rate(inTurn), rate(together));
  bench.figure('app / direct, one after the other', rate(app) / rate(inTurn), '');
  bench.figure('app / direct, four sequences', rate(app) / rate(together), '');
  bench.target('all tokens, app / better direct', rate(app) / better, { atLeast: 0.9 });
  bench.note(
    `Four columns, ${comparedRound.replyTokens} tokens each, from asking to the last of them; medians of ${bench.rounds} alternating rounds, least … most.`,
  );
}

/** A token more or less comes from where each side counts the reply's first one. */
function assertSamePrompt(app: number, direct: number): void {
  if (Math.abs(app - direct) <= 2) return;
  throw new Error(`the app read ${app} tokens and the bare script ${direct}: they were not asked the same`);
}

async function answerDirectly(request: DirectRound): Promise<RoundSample> {
  const script = join(root, 'scripts/bench/compare/direct-round.ts');
  const args = [...typescriptFlags, script, JSON.stringify(request)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as RoundSample;
}
