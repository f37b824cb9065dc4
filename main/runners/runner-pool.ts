import { AppError } from '../contract/errors.ts';
import type { ModelId } from '../contract/ids.ts';
import type { Logger } from '../core/ports/host.ts';
import type { LoadRequest, MeasuredMemory, RunnerPool } from '../core/ports/runner-pool.ts';
import { RunnerUnloaded } from '../core/ports/runner-unloaded.ts';
import { availableMemoryBytes } from './available-memory.ts';
import { createBackendTruth } from './backend-truth.ts';
import { assemblePool } from './pool-parts.ts';
import { createProber, defaultProbeLimits, type ProbeLimits } from './probe.ts';
import { processMemory } from './process-memory.ts';
import type { RunnerHost } from './runner-host.ts';
import { isSameLoad } from './runner-loads.ts';
import type { RunnerSlot } from './runner-slot.ts';
import type { StallLimits } from './stall-limits.ts';

export type RunnerPoolOptions = {
  readonly host: RunnerHost;
  /** Compute threads of all runners together: physical cores − 1, at least 1. */
  readonly threads: number;
  readonly logger: Logger;
  /** 0 never unloads. */
  readonly idleUnloadMinutes: number;
  /** What all runners together may take; null: whatever is free. */
  readonly memoryLimitBytes?: number | null;
  /** Keeps one started runner without a model ready; false when absent. */
  readonly hasSpare?: boolean;
  readonly spareDelayMs?: number;
  readonly stallLimits?: Partial<StallLimits>;
  readonly probeLimits?: Partial<ProbeLimits>;
  /** A runner that ignores a stop for this long is killed. */
  readonly stopLimitMs?: number;
  /** What a runner gets to prove that it still works. */
  readonly checkLimitMs?: number;
  /** For tests: another amount than this computer's. */
  readonly availableMemoryBytes?: () => number;
  readonly now?: () => number;
};

/** Runner processes: one for each loaded model. */
export function createRunnerPool(options: RunnerPoolOptions): RunnerPool {
  const disposal = new AbortController();
  const parts = assemblePool(options, disposal.signal);
  const { context, loads, reloader, witness } = parts;
  const { slots, board, idleUnloader, starter, admission } = context;
  const shared = { ...context, host: options.host, witness, threads: options.threads };
  const prober = createProber({ ...shared, limits: { ...defaultProbeLimits, ...options.probeLimits } });
  const backends = createBackendTruth({ ...shared, facts: starter.facts, disposal: disposal.signal });

  function usable(request: LoadRequest): RunnerSlot | null {
    const slot = openSlot(slots.get(request.modelId));
    return slot && isSameLoad(slot.request, request) && !slot.isOutdated ? slot : null;
  }

  async function slotFor(request: LoadRequest, joining: Parameters<RunnerPool['acquire']>[1]): Promise<RunnerSlot> {
    const loaded = usable(request);
    if (loaded === null) return loads.join({ request, reload: null }, joining);
    if (!hasTooFew(loaded, request)) return loaded;
    const sequences = await admission.sequencesInstead(request, loaded);
    // It may have been put to use meanwhile, or be gone.
    if (usable(request) !== loaded) return slotFor(request, joining);
    if (!hasTooFew(loaded, request) || sequences <= loaded.info.sequences) return loaded;
    return loads.join({ request, reload: null }, joining);
  }

  return {
    async acquire(request, joining) {
      disposal.signal.throwIfAborted();
      joining.signal.throwIfAborted();
      const slot = await slotFor(request, joining);
      slot.keep(request);
      slot.reserve();
      idleUnloader.cancel(slot);
      return slot.runner;
    },
    async probe(request, { signal }) {
      disposal.signal.throwIfAborted();
      await prober.probe(request, AbortSignal.any([signal, disposal.signal]));
    },
    async unload(modelId) {
      await loads.abort(modelId, new RunnerUnloaded());
      await slots.get(modelId)?.end();
    },
    keep(modelId, keeping) {
      const slot = slots.get(modelId);
      slot?.keep(keeping);
      if (slot && !slot.isBusy) idleUnloader.arm(slot);
    },
    warmUp: starter.warmUp,
    runtime: board.runtime,
    runtimes: board.runtimes,
    subscribe: board.subscribe,
    observe: context.observers.add,
    memory: () => measure(slots.values()),
    loaded: (modelId) => openSlot(slots.get(modelId))?.runner ?? null,
    isBusy: (modelId) => slots.get(modelId)?.isBusy ?? false,
    free: admission.free,
    async availableMemory() {
      const bytes = await (options.availableMemoryBytes ?? availableMemoryBytes)();
      if (bytes < shortMemoryBytes) void starter.endSpare();
      return bytes;
    },
    async reclaimable() {
      const idle = parts.idleSlots();
      const memory = await measure(idle);
      return idle.flatMap(({ request: { modelId } }) => {
        const measured = memory.get(modelId);
        return measured ? [{ modelId, memory: measured }] : [];
      });
    },
    setIdleUnloadMinutes: idleUnloader.setMinutes,
    setMemoryLimit: parts.setMemoryLimit,
    backends: (isFresh = false) => backends(isFresh),
    checkAfterResume: reloader.checkAll,
    async dispose() {
      const reason = new AppError('shutting-down');
      disposal.abort(reason);
      const endings = Array.from(slots.values(), (slot) => slot.end());
      const ended = [loads.abortAll(reason), prober.settled(), starter.dispose(), ...endings];
      await Promise.all(ended);
      await reloader.settled();
    },
  };
}

/** Replies would wait for each other, and nothing is under way that a new load would have to wait for. */
function hasTooFew({ info, isBusy }: RunnerSlot, { sequences = 1 }: LoadRequest): boolean {
  return info.sequences < sequences && !isBusy;
}

/** Below this a runner that only waits is a luxury. */
const shortMemoryBytes = 400_000_000;

function openSlot(slot: RunnerSlot | undefined): RunnerSlot | null {
  return slot?.connection.isOpen === true ? slot : null;
}

async function measure(slots: Iterable<RunnerSlot>): Promise<ReadonlyMap<ModelId, MeasuredMemory>> {
  const measuring = Array.from(slots, async ({ request, connection }) => {
    const memory = await processMemory(connection);
    return memory && ([request.modelId, memory] as const);
  });
  const known = (await Promise.all(measuring)).filter((entry) => entry !== null);
  return new Map(
    known.map(([modelId, { residentBytes, videoMemoryBytes }]) => [modelId, { residentBytes, videoMemoryBytes }]),
  );
}
