import type { BodyFlow } from '../core/ports/network.ts';

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

  holdFor(milliseconds: number): void {
    this.hold('limit');
    if (this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.free('limit');
    }, milliseconds);
  }

  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }
}
