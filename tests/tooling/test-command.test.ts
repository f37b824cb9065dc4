import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { judgeRunner, summaryLine } from '../../scripts/test/counts.ts';
import { readPlaywrightReport } from '../../scripts/test/read-playwright-report.ts';
import { readVitestReport } from '../../scripts/test/read-vitest-report.ts';
import { root, typescriptFlags } from '../../scripts/setup/prepare.mjs';

const passing = { fullName: 'works', status: 'passed' };

test('a runner that crashed after its last green test is not a success', () => {
  const counts = { passed: 3, failed: 0, skipped: 0 };
  expect(judgeRunner(counts, 0)).toEqual(counts);
  expect(judgeRunner(counts, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  expect(judgeRunner(counts, null)).toEqual({ passed: 3, failed: 1, skipped: 0 });
});

test('a runner that ran nothing, or only skips, is not a success', () => {
  expect(judgeRunner({ passed: 0, failed: 0, skipped: 0 }, 0).failed).toBe(1);
  expect(judgeRunner({ passed: 0, failed: 0, skipped: 9 }, 0).failed).toBe(1);
});

test('a failed test is counted once, not again for the exit code it causes', () => {
  expect(judgeRunner({ passed: 3, failed: 2, skipped: 0 }, 1).failed).toBe(2);
});

test('a test file that cannot be loaded has no tests, and fails all the same', () => {
  const report = {
    testResults: [
      { name: 'a.test.ts', status: 'passed', assertionResults: [passing] },
      { name: 'b.test.ts', status: 'failed', message: 'SyntaxError', assertionResults: [] },
    ],
  };
  const { counts, complaints } = readVitestReport(JSON.stringify(report));
  expect(counts).toEqual({ passed: 1, failed: 1, skipped: 0 });
  expect(complaints).toEqual(['b.test.ts failed outside of its tests: SyntaxError']);
});

test('a skipped unit test fails: only the real Electron may be missing', () => {
  const assertionResults = [passing, { fullName: 'later', status: 'todo' }, { fullName: 'off', status: 'skipped' }];
  const report = { testResults: [{ name: 'a.test.ts', status: 'passed', assertionResults }] };
  expect(readVitestReport(JSON.stringify(report)).counts).toEqual({ passed: 1, failed: 2, skipped: 0 });
});

test('end-to-end: only the project "electron" may skip, and a repeated pass is named', () => {
  const spec = (title: string, projectName: string, status: string): object => ({
    title,
    tests: [{ projectName, status }],
  });
  const report = {
    errors: [],
    suites: [
      { specs: [spec('a', 'web', 'expected'), spec('b', 'electron', 'skipped')] },
      {
        suites: [{ specs: [spec('c', 'web', 'skipped'), spec('d', 'shell', 'flaky'), spec('e', 'web', 'unexpected')] }],
      },
    ],
  };
  const { counts, complaints } = readPlaywrightReport(JSON.stringify(report));
  expect(counts).toEqual({ passed: 2, failed: 2, skipped: 1 });
  expect(complaints).toEqual([expect.stringContaining('shell › d'), expect.stringContaining('web › c')]);
});

test('the summary line is exactly what a reader of the log looks for', () => {
  expect(summaryLine({ passed: 12, failed: 0, skipped: 3 })).toBe('12 passed, 0 failed, 3 skipped');
});

test('the whole command: a run without tests ends with the summary line and exit code 1', () => {
  const args = [...typescriptFlags, 'scripts/test/run-tests.ts', '--only', 'unit', 'no-such-file'];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  expect([status, stdout.trimEnd().split('\n').at(-1)]).toEqual([1, '0 passed, 1 failed, 0 skipped']);
});
