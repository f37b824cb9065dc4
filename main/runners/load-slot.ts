import type { AppError } from '../contract/errors.ts';
import type { ModelId } from '../contract/ids.ts';
import type { LoadPlan } from '../contract/load-plan.ts';
import type { LoadedModelInfo } from '../contract/models.ts';
import type { Admitted } from './admission.ts';
import type { RunnerConnection } from './runner-connection.ts';
import { countsAgainstModel } from './crashed-error.ts';
import { isCardLost } from './lost-card.ts';
import { OlderInUse } from './older-in-use.ts';
import type { PoolContext, PoolLoad } from './pool-context.ts';
import { loadInto, type LoadResult, type StartedRunner } from './runner-process.ts';
import { createRunnerSlot, type RunnerSlot } from './runner-slot.ts';
import { endEvent } from './runtime-state.ts';
import { untilAborted } from './serial-queue.ts';
import { watchFile, type WatchedFile } from './watched-file.ts';

export type LoadUse = { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void };

/** A runner with its model, not yet known to the pool. */
type Loaded = {
  readonly load: PoolLoad;
  readonly connection: RunnerConnection;
  readonly plan: LoadPlan;
  readonly info: LoadedModelInfo;
  readonly file: WatchedFile;
};

/**
 * Takes a process, makes room and loads the model into it. A load that is refused leaves everything as it was; any other
 * failure leaves no process.
 * @throws AppError as `RunnerPool.acquire`; OlderInUse; the signal's reason.
 */
export async function loadSlot(
  context: PoolContext,
  load: PoolLoad,
  { signal, onProgress }: LoadUse,
): Promise<RunnerSlot> {
  const { board, starter, logger } = context;
  const { modelId } = load.request;
  const replaces = await replaceable(context, modelId, signal);
  const backend = load.reload?.backend ?? load.request.settings.backend;
  const started = await starter.take(backend, signal);
  const { plan, sequences } = await admit(context, load, { started, replaces, signal });
  // The older runner of this model may have ended just now.
  board.apply(modelId, { type: 'load-began' });
  const file = watchFile(load.request.modelPath);
  started.connection.burden({ plannedBytes: plan.memoryBytes, file });
  const report = (fraction: number): void => {
    board.apply(modelId, { type: 'load-progressed', fraction });
    onProgress(fraction);
  };
  const result = await loadTelling(context, { ...started, sequences }, load, { signal, onProgress: report });
  const info = tellLostCard(result.info, load);
  const slot = enlist(context, { load, connection: started.connection, plan, info, file });
  board.apply(modelId, { type: 'loaded', info, memoryBytes: result.memory.residentBytes });
  logger.info('runner-loaded', { pid: started.connection.pid, backend: info.backend, loadMs: Math.round(info.loadMs) });
  return slot;
}

/** Resolves when no older load of the same model is in use: with other settings it has to make way. */
export async function olderWhenIdle(context: PoolContext, modelId: ModelId, signal: AbortSignal): Promise<void> {
  for (;;) {
    const older = context.slots.get(modelId);
    if (older?.isBusy !== true || !older.connection.isOpen) return;
    await untilAborted(signal, older.whenIdle());
  }
}

/** @throws OlderInUse. */
async function replaceable(context: PoolContext, modelId: ModelId, signal: AbortSignal): Promise<RunnerSlot | null> {
  for (;;) {
    const older = context.slots.get(modelId);
    if (older === undefined) return null;
    if (older.connection.isOpen && older.isBusy) throw new OlderInUse();
    if (older.connection.isOpen) return older;
    await untilAborted(signal, older.connection.gone);
  }
}

type Admitting = {
  readonly started: StartedRunner;
  readonly replaces: RunnerSlot | null;
  readonly signal: AbortSignal;
};

async function admit(context: PoolContext, { request }: PoolLoad, admitting: Admitting): Promise<Admitted> {
  const { started, replaces, signal } = admitting;
  const { connection } = started;
  try {
    return await context.admission.admit({ request, connection, replaces, signal });
  } catch (error) {
    await context.starter.giveBack(started);
    throw error;
  }
}

async function loadTelling(
  context: PoolContext,
  { connection, sequences }: Pick<StartedRunner, 'connection'> & Pick<Admitted, 'sequences'>,
  { request }: PoolLoad,
  use: LoadUse,
): Promise<LoadResult> {
  try {
    const { stallLimits } = context;
    return await loadInto(connection, { ...use, request, sequences, isTensorCheckOn: false, stallLimits });
  } catch (error) {
    if (countsAgainstModel(error)) context.observers.onCrashed(request.modelId, error.crash);
    throw error;
  }
}

/** Automatic settings may bring a model back on the processor; then it is said. */
function tellLostCard(info: LoadedModelInfo, { reload }: PoolLoad): LoadedModelInfo {
  return reload?.wasOnCard === true && info.backend === 'cpu' ? { ...info, cpuReason: 'card-lost' } : info;
}

function enlist(context: PoolContext, { load, connection, plan, info, file }: Loaded): RunnerSlot {
  const { board, slots, idleUnloader, shares, ledger, observers, starter } = context;
  const { request } = load;
  const { modelId } = request;
  const slot = createRunnerSlot({
    ...context,
    request,
    connection,
    info,
    file,
    onWorkBegan: () => {
      idleUnloader.cancel(slot);
      shares.begin(connection, request.settings.threads);
      board.apply(modelId, { type: 'work-began' });
    },
    onWorkEnded: (memory) => {
      shares.end(connection);
      // A runner that is ending is never ready again, not even for a moment.
      if (!connection.isOpen) return;
      board.apply(modelId, { type: 'work-ended', memoryBytes: memory?.residentBytes ?? 0 });
    },
    onFirstWork: (memory) => {
      ledger.settle(connection);
      observers.onLoaded(request, plan, info, memory);
      observers.onWorked(modelId);
    },
    onIdle: () => {
      if (connection.isOpen) idleUnloader.arm(slot);
      starter.warmUp();
    },
  });
  slots.set(modelId, slot);
  slot.reserve();
  void connection.gone.then((failure) => forget(context, slot, failure));
  return slot;
}

function forget(context: PoolContext, slot: RunnerSlot, failure: AppError | null): void {
  const { board, slots, logger, idleUnloader, observers, shares } = context;
  const { modelId } = slot.request;
  idleUnloader.cancel(slot);
  shares.end(slot.connection);
  if (slots.get(modelId) === slot) slots.delete(modelId);
  if (failure) logger.error('runner-failed', failure);
  else logger.info('runner-ended', { pid: slot.connection.pid });
  board.apply(modelId, endEvent(failure));
  if (countsAgainstModel(failure)) observers.onCrashed(modelId, failure.crash);
  if (failure && slot.hasWorked && isCardLost(failure)) context.onCardLost(slot);
}
