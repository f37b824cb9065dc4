import type { ModelId } from '../../../contract/ids.ts';
import type { MeasuredMemory } from '../../ports/runner-pool.ts';

type Watch = { readonly modelId: ModelId; peak: MeasuredMemory | null };

/** Often enough to see a prompt being read; asking costs one small file a runner on Linux, a message elsewhere. */
const lookEveryMs = 400;

/** The most that runner processes held while somebody watched. */
export class PeakMemory {
  readonly #ask: () => Promise<ReadonlyMap<ModelId, MeasuredMemory>>;
  readonly #watches = new Set<Watch>();
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;

  constructor(ask: () => Promise<ReadonlyMap<ModelId, MeasuredMemory>>) {
    this.#ask = ask;
  }

  /** Every watch has to be ended. */
  watch(modelId: ModelId): { readonly end: () => Promise<MeasuredMemory | null> } {
    const watch: Watch = { modelId, peak: null };
    this.#watches.add(watch);
    this.#timer ??= setInterval(() => void this.#look(), lookEveryMs).unref();
    void this.#look();
    return {
      end: async () => {
        // One more look: a short answer may have come and gone between two.
        await this.#look();
        this.#watches.delete(watch);
        if (this.#watches.size === 0 && this.#timer !== null) {
          clearInterval(this.#timer);
          this.#timer = null;
        }
        return watch.peak;
      },
    };
  }

  /** One at a time: a busy runner may answer late. */
  #look(): Promise<void> {
    this.#looking ??= this.#ask()
      .then((memory) => this.#note(memory))
      // What cannot be told now may be told later.
      .catch(() => undefined)
      .finally(() => {
        this.#looking = null;
      });
    return this.#looking;
  }

  #note(memory: ReadonlyMap<ModelId, MeasuredMemory>): void {
    for (const watch of this.#watches) {
      const now = memory.get(watch.modelId);
      if (now === undefined) continue;
      watch.peak = {
        residentBytes: Math.max(watch.peak?.residentBytes ?? 0, now.residentBytes),
        videoMemoryBytes: Math.max(watch.peak?.videoMemoryBytes ?? 0, now.videoMemoryBytes),
      };
    }
  }
}
