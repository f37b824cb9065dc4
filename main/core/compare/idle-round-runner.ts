import { AppError } from '../../contract/errors.ts';
import type { RoundRunner } from './round-runner.ts';

/** Runs nothing. */
export function createIdleRoundRunner(): RoundRunner {
  const refuse = (): never => {
    throw new AppError('bad-request', { detail: 'rounds do not run yet' });
  };
  return {
    answer: () => null,
    progress: () => null,
    released: () => null,
    isRunning: () => false,
    plan: () => Promise.reject(new AppError('bad-request', { detail: 'rounds do not run yet' })),
    planSetups: () => Promise.reject(new AppError('bad-request', { detail: 'rounds do not run yet' })),
    ask: refuse,
    runMissing: refuse,
    regenerate: refuse,
    continueAnswer: refuse,
    selectVersion: refuse,
    stopRound: () => Promise.resolve(),
    stopAnswer: () => Promise.resolve(),
    stopComparison: () => Promise.resolve(),
    dispose: () => Promise.resolve(),
  };
}
