/** How many sequences' tokens go into one batch: all that are ready, or one after the other. */
export type BatchSizes = {
  /** @param ready how many could go. */
  choose(ready: number): number;
  /** A batch of this many tokens, one of each sequence. */
  began(size: number): void;
  /** The batch is over; nothing when none was counted. */
  ended(): void;
};

const remembered = 12;
/** Batches of each size before they are compared. */
const firstTries = 6;
/** After so many batches the other way is tried again: another program may have ended meanwhile. */
const retryAfter = 400;
/** Together has to be slower than this, compared with one after the other, to be given up. */
const bearableLoss = 1.03;

/**
 * Learns which is faster here. Together is, on graphics cards and with most formats; but on some processors the engine's
 * kernels for a batch of two or three cost more than as many single passes (Q8_0 with AVX2: 1.3 times as much for two).
 */
export function createBatchSizes(now: () => number = () => performance.now()): BatchSizes {
  const costs = new Map<number, number[]>();
  let underWay: { readonly size: number; readonly startedAtMs: number } | null = null;
  let sinceTry = 0;

  const costsOf = (size: number): number[] => costs.get(size) ?? [];

  return {
    choose(ready) {
      if (ready < 2) return ready;
      if (costsOf(ready).length < firstTries) return ready;
      if (costsOf(1).length < firstTries) return 1;
      const isTogether = costOf(costsOf(ready)) <= costOf(costsOf(1)) * bearableLoss;
      sinceTry += 1;
      if (sinceTry < retryAfter) return isTogether ? ready : 1;
      sinceTry = 0;
      // Forgotten halfway: a few batches decide anew.
      const other = isTogether ? 1 : ready;
      costs.set(other, costsOf(other).slice(-Math.floor(firstTries / 2)));
      return other;
    },
    began: (size) => void (underWay = { size, startedAtMs: now() }),
    ended() {
      if (underWay === null) return;
      const { size, startedAtMs } = underWay;
      underWay = null;
      costs.set(size, [...costsOf(size), (now() - startedAtMs) / size].slice(-remembered));
    },
  };
}

/** The lower quartile: other programs hold long batches up more often than short ones. */
function costOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 4)] ?? 0;
}
