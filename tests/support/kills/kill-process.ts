import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { lineSchema, type Line } from './change.ts';
import type { WorkName } from './kill-works.ts';

const entry = fileURLToPath(new URL('./kill-entry.ts', import.meta.url));

export type KillTask = { readonly dataFolder: string; readonly work: WorkName; readonly seed: number };

/** Lets a process do its work and kills it, so long after it was ready. @throws Error with what it said when it ended by itself. */
export async function runAndKill(task: KillTask, killAfterMs: number, onLine: (line: Line) => void): Promise<void> {
  const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...flags, entry, JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const ready = Promise.withResolvers<void>();
  const lines = createInterface(child.stdout);
  lines.on('line', (text) => {
    const line = parseLine(text);
    if (line === null) return;
    if (line.line === 'ready') ready.resolve();
    onLine(line);
  });
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  await Promise.race([ready.promise, closed]);
  await Promise.race([sleep(killAfterMs), closed]);
  child.kill('SIGKILL');
  const [, signal] = await closed;
  if (signal !== 'SIGKILL') throw new Error(`${task.work} ended by itself: ${said}`);
}

/** The last line may have been cut off. */
function parseLine(text: string): Line | null {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
