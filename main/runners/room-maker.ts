import type { ModelId } from '../contract/ids.ts';
import { memoryShortError, neededMemoryBytes } from './memory-need.ts';
import type { RunnerSlot } from './runner-slot.ts';
import { untilAborted } from './serial-queue.ts';

export type RoomMaker = {
  /** Waits until one more model may be loaded, ending idle ones; an older load of the same model ends too. */
  freeSlot(modelId: ModelId, signal: AbortSignal): Promise<void>;
  /** Ends idle runners until the file fits. @throws AppError `memory-short`. */
  freeMemory(sizeBytes: number, freeVideoMemoryBytes: number, signal: AbortSignal): Promise<void>;
  /** Something has become idle or ended: whoever waits looks again. */
  ring(): void;
};

export type RoomMakerOptions = {
  readonly slots: ReadonlyMap<ModelId, RunnerSlot>;
  readonly maxLoaded: number;
  readonly availableMemoryBytes: () => number | Promise<number>;
};

/** Makes room for a model by ending the idle runner that was used longest ago. */
export function createRoomMaker({ slots, maxLoaded, availableMemoryBytes }: RoomMakerOptions): RoomMaker {
  let bell = Promise.withResolvers<void>();

  async function endOrWait(slot: RunnerSlot | null, signal: AbortSignal): Promise<void> {
    if (slot) await slot.end();
    else await untilAborted(signal, bell.promise);
    signal.throwIfAborted();
  }

  function longestIdle(): RunnerSlot | null {
    const idle = [...slots.values()].filter((slot) => !slot.isBusy);
    return idle.toSorted((a, b) => a.lastUsedMs - b.lastUsedMs)[0] ?? null;
  }

  return {
    async freeSlot(modelId, signal) {
      for (;;) {
        const older = slots.get(modelId);
        if (older) await endOrWait(older.isBusy ? null : older, signal);
        else if (slots.size >= maxLoaded) await endOrWait(longestIdle(), signal);
        else return;
      }
    },
    async freeMemory(sizeBytes, freeVideoMemoryBytes, signal) {
      const neededBytes = neededMemoryBytes(sizeBytes);
      for (;;) {
        const freeBytes = (await availableMemoryBytes()) + freeVideoMemoryBytes;
        if (neededBytes <= freeBytes) return;
        const slot = longestIdle();
        if (!slot) throw memoryShortError(neededBytes, freeBytes);
        await endOrWait(slot, signal);
      }
    },
    ring() {
      bell.resolve();
      bell = Promise.withResolvers<void>();
    },
  };
}
