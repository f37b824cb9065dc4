import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { computeThreads } from '../../main/core/hardware/compute-threads.ts';

/** What a figure means nothing without. */
export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly computeThreads: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  /** Processes that wanted a core over the last minute, before the benchmark began. */
  readonly load: number;
};

/** Reads the facts of this computer. */
export function readMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    computeThreads: computeThreads(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.versions.node,
    load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}
