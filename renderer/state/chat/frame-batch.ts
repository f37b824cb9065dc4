/** Runs a task later; returns what calls it off. */
export type Schedule = (task: () => void) => () => void;

const hiddenPageDelayMs = 250;

/** Before the next frame is drawn; pages that are not drawn wait a quarter of a second instead. */
export const onNextFrame: Schedule = (task) => {
  if (document.hidden) {
    const timer = setTimeout(task, hiddenPageDelayMs);
    return () => clearTimeout(timer);
  }
  const frame = requestAnimationFrame(task);
  // A page hidden in mid-frame gets no frame; the timer is the second way out.
  const timer = setTimeout(task, hiddenPageDelayMs);
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
};

/** Many requests, one run: whatever was asked for until then is done once. */
export class FrameBatch {
  readonly #run: () => void;
  readonly #schedule: Schedule;
  #cancel: (() => void) | null = null;

  constructor(run: () => void, schedule: Schedule) {
    this.#run = run;
    this.#schedule = schedule;
  }

  request(): void {
    this.#cancel ??= this.#schedule(() => this.flush());
  }

  /** Runs now if anything is waiting. */
  flush(): void {
    if (this.#cancel === null) return;
    this.dispose();
    this.#run();
  }

  dispose(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
