import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../setup/find-chromium.mjs';
import { findElectron } from '../setup/find-electron.mjs';
import { root, typescriptFlags } from '../setup/prepare.mjs';
import { runProcess } from '../setup/run-process.mjs';
import { judgeRunner, oneFailed, onePassed, type Counts } from './counts.ts';
import { readPlaywrightReport } from './read-playwright-report.ts';
import { readVitestReport, type Reading } from './read-vitest-report.ts';

export type Stage = { readonly name: string; readonly run: (filters: readonly string[]) => Promise<Counts> };

const minuteMs = 60_000;

/** What `npm test` does, in this order; the cheap ones first. */
export const stages: readonly Stage[] = [
  { name: 'lint', run: () => checkWith([...typescriptFlags, 'scripts/lint/lint.ts']) },
  {
    name: 'format',
    run: () => checkWith(['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.']),
  },
  { name: 'types', run: () => checkWith(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']) },
  { name: 'types-renderer', run: () => checkWith(['node_modules/typescript/bin/tsc', '-p', 'renderer/tsconfig.json']) },
  { name: 'build', run: () => checkWith(['scripts/build.mjs', '--if-changed']) },
  { name: 'unit', run: runVitest },
  { name: 'e2e', run: runPlaywright },
];

/** The names that are part of `npm run ready` but not of `npm test`. */
export const extraStages: readonly Stage[] = [
  { name: 'dead-code', run: () => checkWith(['node_modules/knip/bin/knip.js', '--no-progress']) },
];

async function checkWith(args: readonly string[]): Promise<Counts> {
  return (await runNode(args, 5 * minuteMs)) === 0 ? onePassed : oneFailed;
}

async function runVitest(filters: readonly string[]): Promise<Counts> {
  return withReport(async (report) => {
    const args = [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ];
    const exitCode = await runNode([...args, ...filters], 20 * minuteMs);
    return judge(exitCode, report, readVitestReport);
  });
}

async function runPlaywright(filters: readonly string[]): Promise<Counts> {
  const chromium = await findChromium(root, process.execPath);
  const isElectronRequired = process.env['REQUIRE_ELECTRON'] === '1';
  const electron = await findElectron(root, process.execPath, { isRetrying: isElectronRequired });
  if (electron.reason)
    console.log(`${electron.reason}: the project "electron" ${isElectronRequired ? 'will fail' : 'is skipped'}.`);
  return withReport(async (report) => {
    const args = ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json', ...filters];
    const env = { ...process.env, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
    return judge(await runNode(args, 25 * minuteMs, env), report, readPlaywrightReport);
  });
}

function judge(exitCode: number | null, report: string, read: (text: string) => Reading): Counts {
  try {
    const { counts, complaints } = read(readFileSync(report, 'utf8'));
    for (const complaint of complaints) console.log(complaint);
    return judgeRunner(counts, exitCode);
  } catch (error) {
    console.log(`The runner left no readable report: ${String(error)}`);
    return oneFailed;
  }
}

async function withReport(run: (report: string) => Promise<Counts>): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'counterweight-report-'));
  try {
    return await run(join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runNode(args: readonly string[], limitMs: number, env = process.env): Promise<number | null> {
  const onOutput = (piece: string): boolean => process.stdout.write(piece);
  const { code, isTimedOut } = await runProcess(process.execPath, [...args], { cwd: root, env, limitMs, onOutput });
  if (isTimedOut) console.log(`Ended after ${limitMs / minuteMs} minutes.`);
  return isTimedOut ? null : code;
}
