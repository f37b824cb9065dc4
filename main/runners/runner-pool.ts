import { AppError } from '../contract/errors.ts';
import type { ModelId } from '../contract/ids.ts';
import type { Logger } from '../core/ports/host.ts';
import type { LoadRequest, RunnerPool } from '../core/ports/runner-pool.ts';
import { createIdleUnloader } from './idle-unloader.ts';
import { defaultProbeLimits, probeModel, type ProbeLimits } from './probe.ts';
import { residentBytes } from './resident-memory.ts';
import { createRoomMaker } from './room-maker.ts';
import type { RunnerHost } from './runner-host.ts';
import { loadInto, startRunner } from './runner-process.ts';
import { createRunnerSlot, type RunnerSlot } from './runner-slot.ts';
import { createRuntimeBoard } from './runtime-board.ts';
import type { RuntimeEvent } from './runtime-state.ts';
import { createSerialQueue } from './serial-queue.ts';
import { createSharedLoad, type SharedLoad } from './shared-load.ts';
import { defaultStallLimits, type StallLimits } from './stall-limits.ts';

export type RunnerPoolOptions = {
  readonly host: RunnerHost;
  /** Compute threads of each runner: physical cores − 1, at least 1. */
  readonly threads: number;
  readonly logger: Logger;
  /** 0 never unloads. */
  readonly idleUnloadMinutes: number;
  readonly maxLoaded?: number;
  readonly stallLimits?: Partial<StallLimits>;
  readonly probeLimits?: Partial<ProbeLimits>;
  /** A runner that ignores a stop for this long is killed. */
  readonly stopLimitMs?: number;
  readonly availableMemoryBytes?: () => number;
  readonly now?: () => number;
};

type Joining = Parameters<RunnerPool['acquire']>[1];

/** Runner processes: one for each loaded model. */
export function createRunnerPool(options: RunnerPoolOptions): RunnerPool {
  const { host, threads, logger, maxLoaded = 1, now = Date.now, stopLimitMs = 3000 } = options;
  const availableMemoryBytes = options.availableMemoryBytes ?? (() => process.availableMemory());
  const stallLimits = { ...defaultStallLimits, ...options.stallLimits };
  const probeLimits = { ...defaultProbeLimits, ...options.probeLimits };
  const board = createRuntimeBoard();
  const slots = new Map<ModelId, RunnerSlot>();
  const loads = new Map<ModelId, SharedLoad<RunnerSlot>>();
  const probes = new Set<Promise<void>>();
  const loadQueue = createSerialQueue();
  const probeQueue = createSerialQueue();
  const disposal = new AbortController();
  const roomMaker = createRoomMaker({ slots, maxLoaded, availableMemoryBytes });
  const idleUnloader = createIdleUnloader(options.idleUnloadMinutes, (slot) => {
    logger.info('runner-idle-unload', { pid: slot.connection.pid });
    return slot.end();
  });

  async function load(request: LoadRequest, signal: AbortSignal, progress: Joining['onProgress']): Promise<RunnerSlot> {
    const { modelId } = request;
    await roomMaker.freeSlot(modelId, signal);
    // Again: an older runner of this model may have ended just now.
    board.apply(modelId, { type: 'load-began' });
    const { connection, freeVideoMemoryBytes } = await startRunner({ host, threads, stallLimits, signal });
    try {
      await roomMaker.freeMemory(request.sizeBytes, freeVideoMemoryBytes, signal);
    } catch (error) {
      connection.kill(null);
      await connection.gone;
      throw error;
    }
    const { info, residentBytes: memoryBytes } = await loadInto(connection, {
      request,
      isTensorCheckOn: false,
      stallLimits,
      signal,
      onProgress: (fraction) => {
        board.apply(modelId, { type: 'load-progressed', fraction });
        progress(fraction);
      },
    });
    const slot: RunnerSlot = createRunnerSlot({
      request,
      connection,
      info,
      stallLimits,
      stopLimitMs,
      now,
      onGenerationBegan: () => {
        idleUnloader.cancel(slot);
        board.apply(modelId, { type: 'generation-began' });
      },
      onGenerationEnded: (bytes) => board.apply(modelId, { type: 'generation-ended', memoryBytes: bytes }),
      onIdle: () => {
        if (connection.isOpen) idleUnloader.arm(slot);
        roomMaker.ring();
      },
    });
    slots.set(modelId, slot);
    slot.reserve();
    board.apply(modelId, { type: 'loaded', info, memoryBytes });
    logger.info('runner-loaded', { pid: connection.pid, backend: info.backend, loadMs: Math.round(info.loadMs) });
    void connection.gone.then((failure) => forget(slot, failure));
    return slot;
  }

  function forget(slot: RunnerSlot, failure: AppError | null): void {
    const { modelId } = slot.request;
    idleUnloader.cancel(slot);
    if (slots.get(modelId) === slot) slots.delete(modelId);
    if (failure) logger.error('runner-failed', failure);
    else logger.info('runner-ended', { pid: slot.connection.pid });
    board.apply(modelId, outcome(failure));
    roomMaker.ring();
  }

  function beginLoad(request: LoadRequest): SharedLoad<RunnerSlot> {
    const { modelId } = request;
    const shared = createSharedLoad<RunnerSlot>(
      async (signal, onProgress) => {
        try {
          return await loadQueue(signal, () => load(request, signal, onProgress));
        } catch (error) {
          const failure = !signal.aborted && error instanceof AppError ? error : null;
          if (!slots.has(modelId)) board.apply(modelId, outcome(failure));
          if (failure) logger.error('runner-load-failed', failure);
          throw error;
        }
      },
      () => {
        if (loads.get(modelId) === shared) loads.delete(modelId);
      },
    );
    loads.set(modelId, shared);
    return shared;
  }

  return {
    async acquire(request, joining) {
      throwIfDisposed(disposal.signal);
      joining.signal.throwIfAborted();
      const { modelId } = request;
      const slot = slots.get(modelId);
      if (slot && slot.connection.isOpen && isSameLoad(slot.request, request)) {
        slot.reserve();
        idleUnloader.cancel(slot);
        return slot.runner;
      }
      board.apply(modelId, { type: 'load-began' });
      const loaded = await (loads.get(modelId) ?? beginLoad(request)).join(joining);
      loaded.reserve();
      return loaded.runner;
    },

    async probe(request, { signal }) {
      throwIfDisposed(disposal.signal);
      const either = AbortSignal.any([signal, disposal.signal]);
      const run = probeQueue(either, () =>
        probeModel({ host, threads, stallLimits, request, limits: probeLimits, availableMemoryBytes, signal: either }),
      );
      probes.add(run);
      await run.finally(() => probes.delete(run));
    },

    async unload(modelId) {
      const reason = new AppError('runner-failed', { detail: 'unloaded while loading' }, { isRetryable: true });
      await loads.get(modelId)?.abort(reason);
      await slots.get(modelId)?.end();
    },

    runtime: board.runtime,
    runtimes: board.runtimes,
    subscribe: board.subscribe,

    async memory() {
      const entries = await Promise.all(
        [...slots].map(async ([modelId, slot]) => [modelId, await residentBytes(slot.connection)] as const),
      );
      return new Map(entries.filter((entry): entry is [ModelId, number] => entry[1] !== null));
    },

    setIdleUnloadMinutes: idleUnloader.setMinutes,

    async dispose() {
      disposal.abort(new AppError('shutting-down'));
      const endings = [...loads.values()].map((pending) => pending.abort(disposal.signal.reason));
      await Promise.all([...endings, ...[...slots.values()].map((slot) => slot.end()), Promise.allSettled(probes)]);
    },
  };
}

function throwIfDisposed(disposal: AbortSignal): void {
  if (disposal.aborted) throw disposal.reason;
}

function outcome(failure: AppError | null): RuntimeEvent {
  return failure ? { type: 'failed', error: failure.toData() } : { type: 'ended' };
}

/** Whether a loaded model is what the request asks for. */
function isSameLoad(loaded: LoadRequest, wanted: LoadRequest): boolean {
  return loaded.modelPath === wanted.modelPath && loaded.contextSize === wanted.contextSize;
}
