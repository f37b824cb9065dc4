import { Worker } from 'node:worker_threads';

/**
 * Source of the watching thread. Plain CommonJS text, so that bundling cannot lose a file.
 * A runner whose main thread hangs in native code or in a chat template never sees its pipe close.
 */
const watcherSource = `
  const { workerData } = require('node:worker_threads');
  const isAlive = () => {
    if (process.ppid !== workerData.parentPid) return false;
    try { process.kill(workerData.parentPid, 0); return true; } catch (error) { return error.code === 'EPERM'; }
  };
  setInterval(() => { if (!isAlive()) process.kill(process.pid, 'SIGKILL'); }, workerData.intervalMs);
`;

/** Kills this process when its parent is gone, even while the main thread is busy. */
export function watchParent(parentPid: number, intervalMs = 1000): void {
  const watcher = new Worker(watcherSource, {
    eval: true,
    workerData: { parentPid, intervalMs },
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 },
  });
  watcher.unref();
}
