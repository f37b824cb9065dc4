import { readFile } from 'node:fs/promises';
import type { RunnerConnection } from './runner-connection.ts';

const answerLimitMs = 1000;

/**
 * Resident memory of a runner, bytes; null when it cannot be told.
 * On Linux the kernel knows even while the runner is busy in native code; elsewhere the runner is asked.
 */
export async function residentBytes(connection: RunnerConnection): Promise<number | null> {
  if (!connection.isOpen) return null;
  return process.platform === 'linux' ? readFromKernel(connection.pid) : askRunner(connection);
}

async function readFromKernel(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

async function askRunner(connection: RunnerConnection): Promise<number | null> {
  const { answer } = connection.ask({ type: 'memory' }, (report) =>
    report.type === 'memory' ? report.residentBytes : undefined,
  );
  const timeout = Promise.withResolvers<null>();
  const timer = setTimeout(() => timeout.resolve(null), answerLimitMs);
  const bytes = await Promise.race([answer.catch(() => null), timeout.promise]);
  clearTimeout(timer);
  return bytes;
}
