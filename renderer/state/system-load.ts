import type { NetworkUse, SystemLoad } from '../../main/contract/system.ts';

/** How this computer's memory is shared out; bytes. The three parts add up to the total. */
export type MemoryShares = {
  readonly totalBytes: number;
  readonly modelBytes: number;
  readonly otherBytes: number;
  readonly freeBytes: number;
};

/** Runner figures are sampled apart from the system's, so parts are clamped to what the system says is in use. */
export function memoryShares(load: SystemLoad): MemoryShares {
  const totalBytes = load.totalMemoryBytes;
  const freeBytes = Math.min(load.availableMemoryBytes, totalBytes);
  const usedBytes = totalBytes - freeBytes;
  const modelBytes = Math.min(
    load.runners.reduce((sum, runner) => sum + runner.memoryBytes, 0),
    usedBytes,
  );
  return { totalBytes, modelBytes, otherBytes: usedBytes - modelBytes, freeBytes };
}

function isSameLoad(left: SystemLoad, right: SystemLoad): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Keeps the old value when nothing changed, so that a quiet computer renders nothing. */
export function reduceLoad(before: SystemLoad | null, load: SystemLoad): SystemLoad {
  return before !== null && isSameLoad(before, load) ? before : load;
}

export function reduceNetworkUse(_before: NetworkUse | null, use: NetworkUse): NetworkUse {
  return use;
}
