/** What a stage of `npm test` found. */
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

export const nothingCounted: Counts = { passed: 0, failed: 0, skipped: 0 };
export const onePassed: Counts = { passed: 1, failed: 0, skipped: 0 };
export const oneFailed: Counts = { passed: 0, failed: 1, skipped: 0 };

/** Adds two results. */
export function addCounts(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** The last line of `npm test`. */
export function summaryLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** A runner that failed without a failed test, or ran nothing at all, has failed itself. */
export function judgeRunner(counts: Counts, exitCode: number | null): Counts {
  const hasRun = counts.passed + counts.failed > 0;
  const isSound = hasRun && (exitCode === 0 || counts.failed > 0);
  return isSound ? counts : addCounts(counts, oneFailed);
}
