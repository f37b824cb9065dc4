import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Model } from '../../../main/contract/models.ts';
import { ModelService } from '../../../main/core/models/model-service.ts';
import { createRuntime, machineTraits } from '../../../main/core/runtime/create-runtime.ts';
import { trialRequest } from '../../../main/core/runtime/load-requests.ts';
import type { Host } from '../../../main/core/ports/host.ts';
import { createGgufReader } from '../../../main/gguf/gguf-reader.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { startTestPool, type TestPool } from '../../runners/test-pool.ts';
import { writeBigramModel, type BigramModelOptions } from '../gguf/bigram-model.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { createTestLogger } from '../test-logger.ts';

export type OpenRuntime = ReturnType<typeof openRuntime>;

const clock = { now: () => Date.now() };
const unasked = (): never => {
  throw new Error('nobody asks the desktop here');
};

/** The runtime over a real database, real models and real runners. Close it to open the same folder again. */
export function openRuntime(options: { readonly dataFolder?: string; readonly pool?: TestPool } = {}) {
  const { dataFolder = temporaryFolder(), pool = startTestPool() } = options;
  const storage = openStorage({ dataFolder });
  const logger = createTestLogger();
  const models = new ModelService({
    models: storage.models,
    reader: createGgufReader(),
    pool,
    clock,
    logger,
    requestFor: (model, shape) => trialRequest(model, shape, machineTraits()),
    isOurs: () => false,
    downloadChecksums: () => null,
  });
  const host: Host = {
    info: { host: 'web', appVersion: '1.2.3', dataFolder },
    pickModelFile: unasked,
    pickModelFiles: unasked,
    pickFolder: unasked,
    pickSavePath: unasked,
    pickImportFiles: unasked,
    saveText: unasked,
    openExternal: unasked,
    openFolder: unasked,
    reopen: () => undefined,
    notify: unasked,
    showProgress: unasked,
  };
  const adapters = {
    resolve: async () => [],
    list: () => [],
    stateOf: () => 'listed' as const,
    onListed: () => () => undefined,
  };
  const runtime = createRuntime({ storage, pool, host, clock, logger, models, adapters });
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    await runtime.dispose();
    await models.dispose();
    storage.close();
  };
  onTestFinished(close);
  return { ...runtime, service: runtime.runtime, models, storage, pool, dataFolder, logger, close };
}

/** Writes a small model that talks without end and lists it. */
export async function bringModel(
  { models }: Pick<OpenRuntime, 'models'>,
  options: Partial<BigramModelOptions> = {},
): Promise<Model> {
  const path = join(temporaryFolder(), 'tiny.gguf');
  await writeBigramModel({ path, seed: 1, endless: true, ...options });
  return models.importFile(path);
}
