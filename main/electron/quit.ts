import { app } from 'electron';
import type { Logger } from '../core/ports/host.ts';
import { finishWithin } from './finish-within.ts';

/** A system that shuts down waits about this long; durability does not depend on it. */
const quitLimitMs = 8_000;

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
