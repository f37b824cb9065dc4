import type { EngineLimits } from './engine-options.ts';

const trialMs = 300;
const settledMs = 5_000;
/** More connections must bring this much, or they are not worth their cost. */
const worthwhile = 1.1;
const step = 2;

/**
 * How many connections a file is worth: begins low, climbs while more of them bring more bytes, and steps back when they
 * do not. A server that complains gets half.
 */
export class ConnectionCount {
  readonly #min: number;
  readonly #max: number;
  #count: number;
  #rateBefore = 0;
  #measuredFromMs: number;
  #measuredBytes = 0;
  #isClimbing = true;
  #settledAtMs = 0;

  constructor(limits: Pick<EngineLimits, 'minConnections' | 'maxConnections'>, nowMs = performance.now()) {
    this.#min = limits.minConnections;
    this.#max = limits.maxConnections;
    this.#count = limits.minConnections;
    this.#measuredFromMs = nowMs;
  }

  get value(): number {
    return this.#count;
  }

  /** Accounts for bytes that have arrived. @returns true when the count changed. */
  received(bytes: number, nowMs = performance.now()): boolean {
    this.#measuredBytes += bytes;
    const elapsedMs = nowMs - this.#measuredFromMs;
    if (elapsedMs < trialMs) return false;
    const rate = this.#measuredBytes / elapsedMs;
    this.#measuredFromMs = nowMs;
    this.#measuredBytes = 0;
    return this.#isClimbing ? this.#climb(rate, nowMs) : this.#rest(rate, nowMs);
  }

  backOff(nowMs = performance.now()): void {
    this.#count = Math.max(1, Math.floor(this.#count / 2));
    this.#settle(nowMs);
  }

  #climb(rate: number, nowMs: number): boolean {
    if (rate < this.#rateBefore * worthwhile) {
      this.#count = Math.max(this.#min, this.#count - step);
      this.#settle(nowMs);
      return true;
    }
    this.#rateBefore = rate;
    if (this.#count >= this.#max) {
      this.#settle(nowMs);
      return false;
    }
    this.#count = Math.min(this.#max, this.#count + step);
    return true;
  }

  /** Networks change: from time to time it is worth another look. */
  #rest(rate: number, nowMs: number): boolean {
    if (nowMs - this.#settledAtMs < settledMs || this.#count >= this.#max) return false;
    this.#isClimbing = true;
    this.#rateBefore = rate;
    this.#count = Math.min(this.#max, Math.max(this.#min, this.#count + step));
    return true;
  }

  #settle(nowMs: number): void {
    this.#isClimbing = false;
    this.#settledAtMs = nowMs;
  }
}
