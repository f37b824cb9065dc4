import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/host.ts';
import type { LoadRequest, MeasuredMemory, RunnerPool } from '../ports/runner-pool.ts';
import type { MeasurementRepository } from '../ports/runtime-repositories.ts';
import type { ModelService } from '../models/model-service.ts';
import type { LoadPlan } from '../../contract/load-plan.ts';
import type { LoadedModelInfo } from '../../contract/models.ts';
import type { LoadRequests } from './load-requests.ts';
import { predictParts } from './predict-load.ts';
import { settingsKey } from './settings-key.ts';

export type RecorderPorts = {
  readonly pool: Pick<RunnerPool, 'observe'>;
  readonly requests: Pick<LoadRequests, 'basisOf'>;
  readonly models: Pick<ModelService, 'find'>;
  readonly measurements: MeasurementRepository;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** Keeps what every load took, so that the next one is predicted better. @returns a function that ends it. */
export function recordMeasurements(ports: RecorderPorts): () => void {
  return ports.pool.observe({
    onLoaded: (request, plan, info, memory) => {
      try {
        record(ports, request, plan, info, memory);
      } catch (error) {
        // A full disk or a model that was removed meanwhile: the load itself is none the worse.
        ports.logger.error('memory measurement', error);
      }
    },
    onCrashed: () => undefined,
    onWorked: () => undefined,
    onReloaded: () => undefined,
  });
}

function record(
  { requests, models, measurements, clock }: RecorderPorts,
  request: LoadRequest,
  plan: LoadPlan,
  info: LoadedModelInfo,
  memory: MeasuredMemory,
): void {
  const basis = requests.basisOf(request);
  const measuredBytes = memory.residentBytes + memory.videoMemoryBytes;
  if (basis === null || measuredBytes === 0) return;
  const { architecture, quantization } = models.find(request.modelId).facts;
  // Only the beginning of the context has been filled; the plan is for all of it.
  const { sequences, batchSize } = info;
  const question = { ...basis, sequences, free: plan.free, reclaimable: [] };
  const parts = predictParts(question, plan.gpuLayers, batchSize);
  measurements.add({
    modelId: request.modelId,
    architecture,
    quantization,
    contextSize: info.contextSize,
    settingsKey: settingsKey(basis.settings),
    predictedBytes: Object.values(parts).reduce((sum, bytes) => sum + bytes, 0),
    measuredBytes,
    measuredAtMs: clock.now(),
  });
}
