import type { RunnerPhase } from '../runner/protocol.ts';

/** How long a runner may show no progress in each phase, milliseconds. Waiting idly is never a stall. */
export type StallLimits = Readonly<Record<Exclude<RunnerPhase, 'idle'>, number>>;

/** Generous: a stall is a process that hangs, not one on a slow disk or behind other work. */
export const defaultStallLimits: StallLimits = {
  starting: 60_000,
  loading: 120_000,
  prefilling: 120_000,
  generating: 60_000,
};

/** A slow disk reads this many bytes in a second. Mapped weights are read by the first evaluation, not by the load. */
const slowestBytesPerSecond = 50_000_000;

/** Limits for a model of this size: each phase that may read the whole file gets the time for it. */
export function stallLimitsFor(limits: StallLimits, sizeBytes: number): StallLimits {
  const readMs = (sizeBytes / slowestBytesPerSecond) * 1000;
  return { ...limits, loading: limits.loading + readMs, prefilling: limits.prefilling + readMs };
}
