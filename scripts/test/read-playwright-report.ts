import type { Reading } from './read-vitest-report.ts';

type Suite = {
  readonly suites?: readonly Suite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly { readonly projectName: string; readonly status: string }[];
  }[];
};

type PlaywrightReport = {
  readonly suites: readonly Suite[];
  readonly errors: readonly { readonly message?: string }[];
};

/** The only project that may skip: the real Electron, where its binary cannot be had. */
const skippableProject = 'electron';

/** Counts Playwright's JSON report. A skip elsewhere has failed; a test that passed only when repeated is named. */
export function readPlaywrightReport(text: string): Reading {
  const report = JSON.parse(text) as PlaywrightReport;
  const tests = report.suites.flatMap(listTests);
  const of = (status: string): Test[] => tests.filter((test) => test.status === status);
  const wronglySkipped = of('skipped').filter((test) => test.projectName !== skippableProject);
  const failed = [...of('unexpected'), ...wronglySkipped];
  return {
    counts: {
      passed: of('expected').length + of('flaky').length,
      failed: failed.length + report.errors.length,
      skipped: of('skipped').length - wronglySkipped.length,
    },
    complaints: [
      ...report.errors.map((error) => error.message ?? 'Playwright reported an error'),
      ...of('flaky').map((test) => `passed only when repeated: ${test.projectName} › ${test.title}`),
      ...wronglySkipped.map(
        (test) => `skipped, which only the project "${skippableProject}" may be: ${test.projectName} › ${test.title}`,
      ),
    ],
  };
}

type Test = { readonly title: string; readonly projectName: string; readonly status: string };

function listTests({ suites = [], specs = [] }: Suite): Test[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests.map(({ projectName, status }) => ({ title, projectName, status })),
  );
  return [...own, ...suites.flatMap(listTests)];
}
