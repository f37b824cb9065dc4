import type { BodyFlow } from '../core/ports/network.ts';

const maxHoldMs = 250;

/** A body that several may hold up, each for its own reason: it flows again when nobody does. */
export class PacedFlow {
  readonly #flow: BodyFlow;
  readonly #reasons = new Set<'disk' | 'limit'>();
  #timer: NodeJS.Timeout | null = null;

  constructor(flow: BodyFlow) {
    this.#flow = flow;
  }

  hold(reason: 'disk' | 'limit'): void {
    if (this.#reasons.size === 0) this.#flow.pause();
    this.#reasons.add(reason);
  }

  free(reason: 'disk' | 'limit'): void {
    if (this.#reasons.delete(reason) && this.#reasons.size === 0) this.#flow.resume();
  }

  /** Holds until nothing is to be waited for; asks again from time to time, because a limit may be lifted. */
  holdWhile(waitMs: () => number): void {
    if (this.#timer !== null) return;
    const milliseconds = waitMs();
    if (milliseconds <= 0) return this.free('limit');
    this.hold('limit');
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        this.holdWhile(waitMs);
      },
      Math.min(maxHoldMs, milliseconds),
    );
  }

  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }
}
