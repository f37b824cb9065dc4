import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '../core/ports/host.ts';

const largestLogBytes = 1024 * 1024;

/**
 * Appends to `logs/counterweight.log` in the data folder, one JSON line an event, with one older file kept. It holds
 * what happened, never a person's words. A log that cannot be written is no reason to fail.
 */
export function createFileLogger(dataFolder: string): Logger {
  const folder = join(dataFolder, 'logs');
  const path = join(folder, 'counterweight.log');

  const write = (level: string, event: string, facts: Readonly<Record<string, unknown>>): void => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      rotate(path);
      appendFileSync(path, `${JSON.stringify({ at: new Date().toISOString(), level, event, ...facts })}\n`, {
        mode: 0o600,
      });
    } catch {
      // A full or read-only disk is reported by the database, which matters more.
    }
  };
  return {
    info: (event, facts = {}) => write('info', event, facts),
    error: (event, error) => write('error', event, { error: describe(error) }),
  };
}

function rotate(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestLogBytes) renameSync(path, `${path}.1`);
}

const deepestCause = 5;

/** With its causes: an `AppError` only names the failure, what led to it stands behind it. */
function describe(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  if (error.cause === undefined || depth === deepestCause) return own;
  return `${own}\nCaused by: ${describe(error.cause, depth + 1)}`;
}
