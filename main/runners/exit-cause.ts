import { AppError } from '../contract/errors.ts';
import { shortDetail, type RunnerPhase } from '../runner/protocol.ts';
import type { RunnerExit } from './runner-host.ts';

/** Turns the end of a runner that nobody asked for into words. */
export function exitError(exit: RunnerExit, phase: RunnerPhase, stderrLines: readonly string[]): AppError {
  const cause = exit.signal ?? exit.code ?? 'unknown';
  // Only for the log; people see the code's own words.
  const report = stderrLines.length === 0 ? undefined : new Error(stderrLines.join('\n'));
  if (exit.startError !== null || phase === 'starting') {
    const detail = shortDetail(exit.startError ?? tellingLine(stderrLines) ?? String(cause));
    return new AppError('runner-start-failed', { detail }, { isRetryable: true, cause: report });
  }
  return new AppError('runner-crashed', { cause, phase }, { isRetryable: true, cause: report });
}

/** The line of a runner's last words that most likely names the reason. */
export function tellingLine(stderrLines: readonly string[]): string | null {
  const isTelling = (line: string): boolean => /assert|error|failed|exception|abort/i.test(line);
  return stderrLines.findLast(isTelling) ?? null;
}
