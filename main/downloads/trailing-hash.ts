import { Worker } from 'node:worker_threads';
import type { HashOrder, HashReport, HashTask } from './hash-protocol.ts';
import type { SegmentMap } from './segment-map.ts';

/** Beside this file: the source when run from source, the bundle's own entry otherwise. */
const isSource = import.meta.url.endsWith('.ts');
const workerUrl = new URL(isSource ? './hash-worker.ts' : './hash-worker.mjs', import.meta.url);
const execArgv = isSource ? ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'] : [];

export type TrailingHashListener = {
  readonly onHashed: (hashedBytes: number) => void;
  /** Segments on disk differ from what arrived; the map has forgotten them, and they must be fetched again. */
  readonly onSuspects: (segments: readonly number[]) => void;
};

/** The checksum of a growing file, computed in a worker thread close behind the contiguous front. */
export class TrailingHash {
  readonly #worker: Worker;
  readonly #map: SegmentMap;
  readonly #listener: TrailingHashListener;
  #round = 0;
  /** Segments below this one are told to the worker in this round. */
  #toldSegments = 0;
  #toldBytes = 0;
  #digest: string | null = null;
  #failure: unknown = null;
  #wake: () => void = () => undefined;

  constructor(fd: number, map: SegmentMap, sha256: string, listener: TrailingHashListener) {
    this.#map = map;
    this.#listener = listener;
    const task: HashTask = { fd, sizeBytes: map.sizeBytes, segmentBytes: map.segmentBytes, sha256 };
    this.#worker = new Worker(workerUrl, { workerData: task, execArgv, name: 'download-hash' });
    this.#worker.on('message', (report: HashReport) => this.#take(report));
    this.#worker.on('error', (error) => {
      this.#failure = error;
      this.#wake();
    });
  }

  /** Tells the worker how far it may read. */
  follow(): void {
    const { frontBytes, segmentBytes, sizeBytes } = this.#map;
    if (frontBytes === this.#toldBytes && sizeBytes > 0) return;
    const crcs: [number, number][] = [];
    for (; this.#toldSegments < this.#map.count; this.#toldSegments += 1) {
      if (frontBytes < Math.min(this.#map.sizeBytes, (this.#toldSegments + 1) * segmentBytes)) break;
      crcs.push([this.#toldSegments, this.#map.crc(this.#toldSegments)]);
    }
    this.#toldBytes = frontBytes;
    const order: HashOrder = { round: this.#round, frontBytes, crcs };
    this.#worker.postMessage(order);
  }

  /** Once the map is complete: the digest, or null when segments have to be fetched again. */
  async settle(): Promise<string | null> {
    this.follow();
    for (;;) {
      if (this.#failure !== null) throw this.#failure;
      if (!this.#map.isComplete) return null;
      if (this.#digest !== null) return this.#digest;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Resolves when the worker no longer touches the file. */
  async dispose(): Promise<void> {
    await this.#worker.terminate();
  }

  #take(report: HashReport): void {
    if (report.type === 'hashed') return this.#listener.onHashed(report.hashedBytes);
    if (report.type === 'digest') this.#digest = report.sha256;
    else {
      this.#round = report.round;
      this.#toldSegments = 0;
      this.#toldBytes = 0;
      for (const segment of report.segments) this.#map.reset(segment);
      this.#listener.onSuspects(report.segments);
    }
    this.#wake();
  }
}
