import type { Counts } from './counts.ts';

export type Reading = { readonly counts: Counts; readonly complaints: readonly string[] };

type VitestReport = {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
};

/** Counts vitest's JSON report. A file that failed to load counts as one failure, and so does a skipped test. */
export function readVitestReport(text: string): Reading {
  const { testResults } = JSON.parse(text) as VitestReport;
  const tests = testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === 'passed').length;
  const failed = tests.filter((test) => test.status === 'failed').length;
  const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed');
  const broken = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    counts: { passed, failed: failed + broken.length + skipped.length, skipped: 0 },
    complaints: [
      ...broken.map((file) => `${file.name} failed outside of its tests: ${file.message ?? ''}`),
      ...skipped.map((test) => `skipped, which unit tests may not be: ${test.fullName}`),
    ],
  };
}
