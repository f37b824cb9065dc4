import { runScript } from '../setup/run-script.mjs';
import { SetupError } from '../setup/say.mjs';
import { addCounts, nothingCounted, oneFailed, summaryLine, type Counts } from './counts.ts';
import { extraStages, stages, type Stage } from './stages.ts';
import { parseTestOptions } from './test-options.ts';

await runScript(runTests);

async function runTests(): Promise<number> {
  const known = [...extraStages, ...stages];
  const options = parseTestOptions(
    process.argv.slice(2),
    known.map((stage) => stage.name),
  );
  const usual = options.isReady ? known : stages;
  const chosen = options.only.length > 0 ? known.filter((stage) => options.only.includes(stage.name)) : usual;
  let total = nothingCounted;
  for (const stage of chosen) total = addCounts(total, await runStage(stage, options.filters));
  console.log(`\n${summaryLine(total)}`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

async function runStage(stage: Stage, filters: readonly string[]): Promise<Counts> {
  console.log(`\n── ${stage.name}`);
  const startedAt = performance.now();
  const counts = await countStage(stage, filters);
  console.log(`── ${stage.name}: ${summaryLine(counts)} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
  return counts;
}

/** A stage that throws must not take the summary line with it. */
async function countStage(stage: Stage, filters: readonly string[]): Promise<Counts> {
  try {
    return await stage.run(filters);
  } catch (error) {
    console.log(error instanceof SetupError ? error.message : error);
    return oneFailed;
  }
}
