/** Time for messages that already lie in the pipe, after a pause of this process itself. */
const graceMs = 250;

/** Notices that something has stopped making progress. */
export type Watchdog = {
  /** Starts over with this limit. */
  watch(limitMs: number): void;
  /** There was progress. */
  touch(): void;
  stop(): void;
};

/** @param onStall called once for each `watch`, with the limit that was exceeded. */
export function createWatchdog(onStall: (limitMs: number) => void): Watchdog {
  let limitMs: number | null = null;
  let timer: NodeJS.Timeout | null = null;

  function arm(): void {
    if (timer) clearTimeout(timer);
    timer = limitMs === null ? null : setTimeout(giveGrace, limitMs);
    timer?.unref();
  }

  function giveGrace(): void {
    timer = setTimeout(() => {
      const exceeded = limitMs;
      limitMs = null;
      if (exceeded !== null) onStall(exceeded);
    }, graceMs);
  }

  return {
    watch(nextLimitMs) {
      limitMs = nextLimitMs;
      arm();
    },
    touch: arm,
    stop() {
      limitMs = null;
      arm();
    },
  };
}
