import type { Schedule } from './frame-schedule.ts';

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
    this.#cancel();
    this.#cancel = null;
    this.#run();
  }
}
