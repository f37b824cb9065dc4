import type { RunnerSlot } from './runner-slot.ts';

/** Ends runners that nobody has used for a while. */
export type IdleUnloader = {
  /** The slot is idle from now on. */
  arm(slot: RunnerSlot): void;
  cancel(slot: RunnerSlot): void;
  /** 0 never unloads. Idle runners start counting anew. */
  setMinutes(minutes: number): void;
};

export function createIdleUnloader(minutes: number): IdleUnloader {
  const timers = new Map<RunnerSlot, NodeJS.Timeout | null>();
  let limitMs = minutes * 60_000;

  function cancel(slot: RunnerSlot): void {
    const timer = timers.get(slot);
    if (timer) clearTimeout(timer);
    timers.delete(slot);
  }

  function arm(slot: RunnerSlot): void {
    cancel(slot);
    const timer = limitMs > 0 ? setTimeout(() => expire(slot), limitMs) : null;
    timer?.unref();
    timers.set(slot, timer);
  }

  function expire(slot: RunnerSlot): void {
    timers.delete(slot);
    if (!slot.isBusy) void slot.end();
  }

  return {
    arm,
    cancel,
    setMinutes(next) {
      // Also called when some other setting changed.
      if (next * 60_000 === limitMs) return;
      limitMs = next * 60_000;
      for (const slot of Array.from(timers.keys())) arm(slot);
    },
  };
}
