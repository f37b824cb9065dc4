import type { MeasuredMemory, RunnerScore, ScoreRequest } from '../core/ports/runner-pool.ts';
import type { RunnerConnection } from './runner-connection.ts';
import { passStopOn } from './runner-stop.ts';
import type { StallLimits } from './stall-limits.ts';

export type ScoreOptions = {
  readonly connection: RunnerConnection;
  readonly request: ScoreRequest;
  readonly stallLimits: StallLimits;
  readonly stopLimitMs: number;
  readonly signal: AbortSignal;
  readonly onScores: (start: number, scores: readonly RunnerScore[], total: number) => void;
};

/**
 * Has the tokens of a reply judged. A stop resolves, even when only killing the runner could bring it about.
 * @throws AppError `context-overflow`, `model-changed`, `runner-crashed`, `runner-out-of-memory`, `runner-stalled`,
 *   `runner-failed`.
 */
export async function runScore(options: ScoreOptions): Promise<{ readonly memory: MeasuredMemory | null }> {
  const { connection, request, stallLimits, signal, onScores } = options;
  connection.enter('prefilling', stallLimits);
  const { requestId, answer } = connection.ask({ type: 'score', ...request }, (report) => {
    if (report.type === 'scores' && !signal.aborted) onScores(report.start, report.scores, report.total);
    return report.type === 'scored' ? report : undefined;
  });
  const release = passStopOn({ ...options, requestId });
  try {
    const { residentBytes, videoMemoryBytes } = await answer;
    return { memory: { residentBytes, videoMemoryBytes } };
  } catch (error) {
    if (!signal.aborted) throw error;
    return { memory: null };
  } finally {
    release();
    connection.enter('idle', stallLimits);
  }
}
