import { execFile } from 'node:child_process';

/**
 * Memory that another process may have, bytes, caches included that the system gives up for it. Node counts those on
 * Linux and Windows; on macOS only the free pages, a few hundred megabytes on an idle machine (libuv, `darwin.c`).
 */
export async function availableMemoryBytes(): Promise<number> {
  const counted = process.availableMemory();
  if (process.platform !== 'darwin') return counted;
  return Math.max(counted, reclaimableFromVmStat(await vmStat()));
}

/** Free, inactive and speculative pages in what `vm_stat` prints, bytes; 0 when it is something else. */
export function reclaimableFromVmStat(text: string): number {
  const pageBytes = Number(/page size of (\d+) bytes/.exec(text)?.[1] ?? 0);
  const pages = text.matchAll(/^Pages (?:free|inactive|speculative):\s+(\d+)\.$/gm);
  return pageBytes * Array.from(pages, ([, count]) => Number(count)).reduce((sum, count) => sum + count, 0);
}

function vmStat(): Promise<string> {
  return new Promise((resolve) => {
    execFile('/usr/bin/vm_stat', { timeout: 2_000 }, (error, stdout) => resolve(error ? '' : stdout));
  });
}
