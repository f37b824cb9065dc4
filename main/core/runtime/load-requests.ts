import { AppError } from '../../contract/errors.ts';
import type { ModelId } from '../../contract/ids.ts';
import type { LoadPlan } from '../../contract/load-plan.ts';
import { defaultLoadSettings, type LoadSettings } from '../../contract/load-settings.ts';
import type { ModelShape } from '../../contract/model-shape.ts';
import type { Model } from '../../contract/models.ts';
import type { AdapterService, ResolvedAdapter } from '../adapters/adapter-service.ts';
import { isBetterRead } from '../hub/fit/model-memory.ts';
import type { ModelService } from '../models/model-service.ts';
import type { LoadRequest, RunnerPool } from '../ports/runner-pool.ts';
import type { MeasurementRepository } from '../ports/runtime-repositories.ts';
import { correctionFor } from './correction.ts';
import type { CrashGuard } from './crash-guard.ts';
import type { LoadSettingsService } from './load-settings-service.ts';
import { isProcessorOnly, predictLoad, type LoadQuestion, type MachineTraits } from './predict-load.ts';
import { findDraft, type Draft } from './find-draft.ts';
import { settingsKey } from './settings-key.ts';
import { toRunnerSettings } from './to-runner-settings.ts';

export type LoadRequestPorts = {
  readonly models: Pick<ModelService, 'ready' | 'find' | 'shape'>;
  readonly settings: Pick<LoadSettingsService, 'of'>;
  readonly adapters: Pick<AdapterService, 'resolve' | 'list'>;
  readonly crashes: Pick<CrashGuard, 'lift'>;
  readonly measurements: MeasurementRepository;
  readonly pool: Pick<RunnerPool, 'free' | 'reclaimable' | 'memory'>;
  readonly machine: MachineTraits;
};

export type PrepareOptions = {
  /** Although it is quarantined; or, for a model that is not, although it does not fit. */
  readonly isInsisted?: boolean;
  /** Other settings than the model's own, for this load alone. */
  readonly settings?: LoadSettings;
  /** Replies that it would be good to write at once; 1 when absent. */
  readonly sequences?: number;
  /** Called when the file has to be tried first, in a process of its own. */
  readonly onTrial?: (() => void) | undefined;
};

type Basis = Omit<LoadQuestion, 'free' | 'reclaimable' | 'sequences'>;

/** Says how models are to be loaded: their settings as paths and numbers, and what that would take. */
export class LoadRequests {
  readonly #ports: LoadRequestPorts;
  readonly #bases = new WeakMap<LoadRequest, Basis>();

  constructor(ports: LoadRequestPorts) {
    this.#ports = ports;
  }

  /**
   * A request for the pool, after making sure that the model may be loaded.
   * @throws AppError `model-quarantined`, `draft-unfit`, `adapter-*` and everything `ModelService.ready` throws.
   */
  async prepare(id: ModelId, signal: AbortSignal, options: PrepareOptions = {}): Promise<LoadRequest> {
    const { models, adapters, crashes, pool } = this.#ports;
    signal.throwIfAborted();
    const { quarantine, facts } = models.find(id);
    if (quarantine && options.isInsisted !== true) {
      throw new AppError('model-quarantined', { name: facts.name, phase: quarantine.phase, cause: quarantine.cause });
    }
    if (quarantine) crashes.lift(id);
    // One warning at a time: that memory is short has not been said yet of one that was quarantined.
    const isInsisted = options.isInsisted === true && quarantine === null;
    const { model, shape } = await models.ready(id, signal, { onTrial: options.onTrial, isInsisted });
    const settings = options.settings ?? this.#ports.settings.of(id);
    const [resolved, draft, free] = await Promise.all([
      adapters.resolve(settings.adapters, model, signal),
      findDraft(models, model, settings, signal),
      pool.free(),
    ]);
    signal.throwIfAborted();
    const basis = this.#basis(model, shape, settings, { adaptersBytes: totalBytes(resolved), draft });
    const request = toRequest({
      model,
      basis,
      sequences: options.sequences ?? 1,
      resolved,
      draft,
      isInsisted,
      isProcessorOnly: isProcessorOnly({ ...basis, free }),
    });
    this.#bases.set(request, basis);
    return request;
  }

  /** What a load with so many sequences would take now. @throws AppError `not-found`, `draft-unfit`, `file-*`, `gguf-*`. */
  async plan(id: ModelId, asked: LoadSettings | null, sequences = 1): Promise<LoadPlan> {
    const { models, adapters, pool } = this.#ports;
    const model = models.find(id);
    const settings = asked ?? this.#ports.settings.of(id);
    const { signal } = new AbortController();
    const [shape, draft, free, reclaimable, memory] = await Promise.all([
      models.shape(id),
      findDraft(models, model, settings, signal),
      pool.free(),
      pool.reclaimable(),
      pool.memory(),
    ]);
    const used = new Set(settings.adapters.filter(({ scale }) => scale !== 0).map(({ adapterId }) => adapterId));
    const adaptersBytes = totalBytes(adapters.list().filter((adapter) => used.has(adapter.id)));
    // Loading it anew ends the runner it has.
    const own = memory.get(id) ?? { residentBytes: 0, videoMemoryBytes: 0 };
    return predictLoad({
      ...this.#basis(model, shape, settings, { adaptersBytes, draft }),
      sequences,
      free: {
        memoryBytes: free.memoryBytes + own.residentBytes,
        videoMemoryBytes: free.videoMemoryBytes + own.videoMemoryBytes,
      },
      reclaimable: reclaimable.filter(({ modelId }) => modelId !== id),
    });
  }

  /** What a request was made from; null for one that was not made here. */
  basisOf(request: LoadRequest): Basis | null {
    return this.#bases.get(request) ?? null;
  }

  #basis(
    model: Model,
    shape: ModelShape,
    settings: LoadSettings,
    parts: { readonly adaptersBytes: number; readonly draft: Draft | null },
  ): Basis {
    const correction = correctionFor(this.#ports.measurements, model, settingsKey(settings));
    const { adaptersBytes, draft } = parts;
    return { shape, settings, adaptersBytes, draft: draft?.shape ?? null, machine: this.#ports.machine, correction };
  }
}

/** The request of a trial: everything automatic and a short context, before anything is known of the model. */
export function trialRequest(model: Model, shape: ModelShape, machine: MachineTraits): LoadRequest {
  const settings: LoadSettings = { ...defaultLoadSettings, contextSize: trialContextSize };
  const basis: Basis = {
    shape,
    settings,
    adaptersBytes: 0,
    draft: null,
    machine,
    correction: { factor: 1, loads: 0 },
  };
  const isInsisted = false;
  // What is free on cards is not known yet: without one, mapped weights would be there twice.
  return toRequest({ model, basis, resolved: [], draft: null, isInsisted, isProcessorOnly: true });
}

const trialContextSize = 2048;

function toRequest(made: {
  readonly model: Model;
  readonly basis: Basis;
  readonly sequences?: number;
  readonly resolved: readonly ResolvedAdapter[];
  readonly draft: Draft | null;
  readonly isInsisted: boolean;
  readonly isProcessorOnly: boolean;
}): LoadRequest {
  const { model, basis, resolved, draft, sequences = 1 } = made;
  const { settings, shape, machine } = basis;
  const isRead = isBetterRead({ shape, isProcessorOnly: made.isProcessorOnly, repackedTypes: machine.repackedTypes });
  return {
    modelId: model.id,
    modelPath: model.path,
    sizeBytes: model.sizeBytes + totalBytes(resolved) + (draft?.sizeBytes ?? 0),
    trainedContextLength: model.facts.contextLength,
    settings: toRunnerSettings({
      settings: { ...settings, usesMemoryMap: settings.usesMemoryMap && !isRead },
      adapters: resolved.map(({ path, scale }) => ({ path, scale })),
      draftPath: draft?.path ?? null,
    }),
    sequences,
    plan: (free, count = 1) => predictLoad({ ...basis, free, sequences: count, reclaimable: [] }),
    isInsisted: made.isInsisted,
    keepsLoaded: settings.keepsLoaded,
    idleUnloadMinutes: settings.idleUnloadMinutes,
  };
}

function totalBytes(files: readonly { readonly sizeBytes: number }[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
