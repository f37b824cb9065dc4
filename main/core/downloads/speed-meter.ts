const windowMs = 5_000;
const sampleMs = 200;

type Sample = { readonly atMs: number; readonly bytes: number };

/** Bytes per second over the last five seconds; falls to 0 when nothing arrives. */
export class SpeedMeter {
  #samples: Sample[] = [];
  #totalBytes = 0;

  add(bytes: number, nowMs: number): void {
    this.#totalBytes += bytes;
    const last = this.#samples.at(-1);
    if (last && nowMs - last.atMs < sampleMs) return;
    this.#samples.push({ atMs: nowMs, bytes: this.#totalBytes });
  }

  bytesPerSecond(nowMs: number): number {
    this.#samples = this.#samples.filter((sample, index, all) => nowMs - (all[index + 1] ?? sample).atMs <= windowMs);
    const first = this.#samples[0];
    if (!first || nowMs <= first.atMs) return 0;
    return ((this.#totalBytes - first.bytes) / (nowMs - first.atMs)) * 1000;
  }

  reset(): void {
    this.#samples = [];
  }
}
