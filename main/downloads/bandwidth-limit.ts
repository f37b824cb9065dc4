/** A bucket that fills with the allowed rate and holds a quarter of a second's worth. */
export class BandwidthLimit {
  #bytesPerSecond: number | null = null;
  #availableBytes = 0;
  #filledAtMs = 0;

  set(bytesPerSecond: number | null): void {
    this.#bytesPerSecond = bytesPerSecond;
    this.#availableBytes = 0;
    this.#filledAtMs = performance.now();
  }

  /** Accounts for bytes that have arrived. @returns milliseconds to wait before more may. */
  take(bytes: number, nowMs = performance.now()): number {
    if (this.#bytesPerSecond === null) return 0;
    const earned = ((nowMs - this.#filledAtMs) / 1000) * this.#bytesPerSecond;
    this.#filledAtMs = nowMs;
    this.#availableBytes = Math.min(this.#bytesPerSecond / 4, this.#availableBytes + earned) - bytes;
    return this.#availableBytes >= 0 ? 0 : (-this.#availableBytes / this.#bytesPerSecond) * 1000;
  }
}
