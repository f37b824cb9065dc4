import type { AppError } from '../contract/errors.ts';
import type { ModelId } from '../contract/ids.ts';
import type { Logger } from '../core/ports/host.ts';
import type { LoadRequest } from '../core/ports/runner-pool.ts';
import type { IdleUnloader } from './idle-unloader.ts';
import type { RoomMaker } from './room-maker.ts';
import type { RunnerHost } from './runner-host.ts';
import { loadInto, startRunner } from './runner-process.ts';
import { createRunnerSlot, type RunnerSlot } from './runner-slot.ts';
import type { RuntimeBoard } from './runtime-board.ts';
import { endEvent } from './runtime-state.ts';
import type { StallLimits } from './stall-limits.ts';

/** What the parts of a pool share. */
export type PoolContext = {
  readonly host: RunnerHost;
  readonly threads: number;
  readonly logger: Logger;
  readonly stallLimits: StallLimits;
  readonly stopLimitMs: number;
  readonly now: () => number;
  readonly board: RuntimeBoard;
  /** Loaded runners, those that are just ending included. */
  readonly slots: Map<ModelId, RunnerSlot>;
  readonly roomMaker: RoomMaker;
  readonly idleUnloader: IdleUnloader;
};

/**
 * Makes room, starts a process and loads the model into it. On failure no process is left.
 * @throws AppError as `RunnerPool.acquire`; the signal's reason.
 */
export async function loadSlot(
  context: PoolContext,
  request: LoadRequest,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<RunnerSlot> {
  const { board, roomMaker, stallLimits, logger } = context;
  const { modelId } = request;
  await roomMaker.freeSlot(modelId, signal);
  // Again: an older runner of this model may have ended just now.
  board.apply(modelId, { type: 'load-began' });
  const { connection, freeVideoMemoryBytes } = await startRunner({ ...context, signal });
  try {
    await roomMaker.freeMemory(request.sizeBytes, freeVideoMemoryBytes, signal);
  } catch (error) {
    connection.kill(null);
    await connection.gone;
    throw error;
  }
  const report = (fraction: number): void => {
    board.apply(modelId, { type: 'load-progressed', fraction });
    onProgress(fraction);
  };
  const load = { request, isTensorCheckOn: false, stallLimits, signal, onProgress: report };
  const { info, residentBytes } = await loadInto(connection, load);
  const slot = enlist(context, { request, connection, info });
  board.apply(modelId, { type: 'loaded', info, memoryBytes: residentBytes });
  logger.info('runner-loaded', { pid: connection.pid, backend: info.backend, loadMs: Math.round(info.loadMs) });
  return slot;
}

type Loaded = Pick<Parameters<typeof createRunnerSlot>[0], 'request' | 'connection' | 'info'>;

function enlist(context: PoolContext, loaded: Loaded): RunnerSlot {
  const { board, slots, roomMaker, idleUnloader } = context;
  const { modelId } = loaded.request;
  const slot = createRunnerSlot({
    ...context,
    ...loaded,
    onGenerationBegan: () => {
      idleUnloader.cancel(slot);
      board.apply(modelId, { type: 'generation-began' });
    },
    onGenerationEnded: (memoryBytes) => board.apply(modelId, { type: 'generation-ended', memoryBytes }),
    onIdle: () => {
      if (slot.connection.isOpen) idleUnloader.arm(slot);
      roomMaker.ring();
    },
  });
  slots.set(modelId, slot);
  slot.reserve();
  void slot.connection.gone.then((failure) => forget(context, slot, failure));
  return slot;
}

function forget(context: PoolContext, slot: RunnerSlot, failure: AppError | null): void {
  const { board, slots, logger, roomMaker, idleUnloader } = context;
  const { modelId } = slot.request;
  idleUnloader.cancel(slot);
  if (slots.get(modelId) === slot) slots.delete(modelId);
  if (failure) logger.error('runner-failed', failure);
  else logger.info('runner-ended', { pid: slot.connection.pid });
  board.apply(modelId, endEvent(failure));
  roomMaker.ring();
}
