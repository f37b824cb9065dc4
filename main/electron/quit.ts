import { app } from 'electron';
import type { Logger } from '../core/ports/host.ts';

/** A system that shuts down waits about this long; durability does not depend on it. */
export const quitLimitMs = 8_000;

/** @returns false when the work was not done in time; the work goes on, unwatched. @throws what the work throws. */
export async function finishWithin(work: Promise<void>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  try {
    return await Promise.race([work.then(() => true), limit]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Puts saving between the last window and the end of the process.
 *
 *   running ──will-quit──▶ closing ──saved, failed, or 8 s──▶ closed ──will-quit──▶ the process ends
 */
export function saveBeforeQuit(close: () => Promise<void>, logger: Logger): void {
  let phase: 'running' | 'closing' | 'closed' = 'running';
  const end = async (): Promise<void> => {
    try {
      const isSaved = await finishWithin(close(), quitLimitMs);
      logger.info('quit', { isSaved });
    } catch (error) {
      logger.error('quit', error);
    }
    phase = 'closed';
    app.quit();
  };
  app.on('will-quit', (event) => {
    if (phase === 'closed') return;
    event.preventDefault();
    if (phase === 'closing') return;
    phase = 'closing';
    void end();
  });
}
