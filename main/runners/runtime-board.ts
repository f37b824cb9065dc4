import type { ModelId } from '../contract/ids.ts';
import type { ModelRuntime } from '../contract/models.ts';
import type { RuntimeListener } from '../core/ports/runner-pool.ts';
import { nextRuntime, type RuntimeEvent } from './runtime-state.ts';

/** Holds every model's state and tells listeners about each change. */
export type RuntimeBoard = {
  apply(modelId: ModelId, event: RuntimeEvent): void;
  runtime(modelId: ModelId): ModelRuntime;
  runtimes(): ReadonlyMap<ModelId, ModelRuntime>;
  subscribe(listener: RuntimeListener): () => void;
};

const unloaded: ModelRuntime = { state: 'unloaded' };

export function createRuntimeBoard(): RuntimeBoard {
  const states = new Map<ModelId, ModelRuntime>();
  const listeners = new Set<RuntimeListener>();
  const runtime = (modelId: ModelId): ModelRuntime => states.get(modelId) ?? unloaded;
  return {
    runtime,
    runtimes: () => new Map(states),
    apply(modelId, event) {
      const before = runtime(modelId);
      const after = nextRuntime(before, event);
      if (after === before) return;
      if (after.state === 'unloaded') states.delete(modelId);
      else states.set(modelId, after);
      for (const listener of listeners) listener(modelId, after);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
