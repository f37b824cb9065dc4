import type { ModelId } from '../../contract/ids.ts';
import type { LoadPlan } from '../../contract/load-plan.ts';
import type { LoadSettings, SaferSettings } from '../../contract/load-settings.ts';
import type { ModelService } from '../models/model-service.ts';
import type { RunnerPool } from '../ports/runner-pool.ts';
import type { CrashGuard } from './crash-guard.ts';
import type { LoadRequests } from './load-requests.ts';
import type { LoadSettingsService } from './load-settings-service.ts';
import { judgeSettings } from './judge-settings.ts';
import { saferSettings } from './safer-settings.ts';

export type RuntimeServicePorts = {
  readonly pool: Pick<RunnerPool, 'acquire'>;
  readonly models: Pick<ModelService, 'find'>;
  readonly requests: LoadRequests;
  readonly settings: LoadSettingsService;
  readonly crashes: CrashGuard;
};

/** Loading by hand: what it would take, the load itself, and the gentler try after a crash. */
export class RuntimeService {
  readonly #ports: RuntimeServicePorts;

  constructor(ports: RuntimeServicePorts) {
    this.#ports = ports;
  }

  /** @param settings null: the model's own. @throws AppError `settings-invalid` and what `LoadRequests.plan` throws. */
  async plan(modelId: ModelId, settings: LoadSettings | null, sequences = 1): Promise<LoadPlan> {
    const judged = settings === null ? null : judgeSettings(settings, modelId);
    return this.#ports.requests.plan(modelId, judged, sequences);
  }

  /** @throws AppError what `LoadRequests.prepare` and `RunnerPool.acquire` throw. */
  async load(modelId: ModelId, { isInsisted }: { readonly isInsisted: boolean }): Promise<void> {
    const { signal } = new AbortController();
    const request = await this.#ports.requests.prepare(modelId, signal, { isInsisted });
    await this.#ports.pool.acquire(request, { signal, onProgress: () => undefined });
  }

  /** What a safe retry would change. @throws AppError `not-found`, `file-*`, `gguf-*`. */
  async saferSettings(modelId: ModelId): Promise<SaferSettings> {
    const { models, settings, crashes, requests } = this.#ports;
    const { facts } = models.find(modelId);
    const current = settings.of(modelId);
    // A draft that is gone must not stand in the way of doing without it.
    const plan = await requests.plan(modelId, { ...current, draftModelId: null });
    const headLength = facts.headCount === 0 ? 0 : facts.embeddingLength / facts.headCount;
    return saferSettings({ current, plan, crash: crashes.lastCrash(modelId), headLength });
  }

  /** Saves safer settings and loads with them; a quarantine ends. @throws AppError as `load`. */
  async safeRetry(modelId: ModelId): Promise<void> {
    const safer = await this.saferSettings(modelId);
    this.#ports.settings.save(modelId, safer.settings);
    this.#ports.crashes.lift(modelId);
    await this.load(modelId, { isInsisted: false });
  }
}
