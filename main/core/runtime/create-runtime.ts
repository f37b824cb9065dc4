import type { ModelId } from '../../contract/ids.ts';
import type { AdapterService } from '../adapters/adapter-service.ts';
import { repackedTypes } from '../hardware/repacked-types.ts';
import type { ModelService } from '../models/model-service.ts';
import type { Clock } from '../ports/clock.ts';
import type { Host, Logger } from '../ports/host.ts';
import type { Storage } from '../ports/repositories.ts';
import type { RunnerPool } from '../ports/runner-pool.ts';
import { BenchmarkService } from './benchmark-service.ts';
import { CrashGuard } from './crash-guard.ts';
import { LoadRequests } from './load-requests.ts';
import { LoadSettingsService } from './load-settings-service.ts';
import { MachineService } from './machine-service.ts';
import { recordMeasurements } from './measurement-recorder.ts';
import type { MachineTraits } from './predict-load.ts';
import { RuntimeService } from './runtime-service.ts';

export type RuntimePorts = {
  readonly storage: Pick<Storage, 'loadSettings' | 'measurements' | 'benchmarks' | 'crashes' | 'settings'>;
  readonly pool: RunnerPool;
  readonly host: Host;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly models: ModelService;
  readonly adapters: Pick<AdapterService, 'resolve' | 'list' | 'stateOf' | 'onListed'>;
};

export type Runtime = {
  readonly loadSettings: LoadSettingsService;
  readonly runtime: RuntimeService;
  readonly benchmarks: BenchmarkService;
  readonly machine: MachineService;
  /** How the model is to be loaded now. @throws AppError as `LoadRequests.prepare`. */
  readonly prepareLoad: LoadRequests['prepare'];
  readonly dispose: () => Promise<void>;
};

/** This computer, as far as memory depends on it. */
export function machineTraits(): MachineTraits {
  return { isUnified: process.platform === 'darwin' && process.arch === 'arm64', repackedTypes: repackedTypes() };
}

/** How models run: settings, predictions, crashes, measurements. */
export function createRuntime(ports: RuntimePorts): Runtime {
  const { storage, pool, adapters, clock } = ports;
  const loadSettings = new LoadSettingsService({ repository: storage.loadSettings, adapters, clock });
  const crashes = new CrashGuard({ ...ports, crashes: storage.crashes, settings: loadSettings });
  const requests = new LoadRequests({
    ...ports,
    settings: loadSettings,
    crashes,
    measurements: storage.measurements,
    machine: machineTraits(),
  });
  const runtime = new RuntimeService({ ...ports, requests, settings: loadSettings, crashes });
  const benchmarks = new BenchmarkService({
    ...ports,
    benchmarks: storage.benchmarks,
    settings: loadSettings,
    requests,
  });
  const machine = new MachineService({ ...ports, ...storage, loadSettings });
  const endings = [
    recordMeasurements({ ...ports, requests, measurements: storage.measurements }),
    loadSettings.watch((event) => {
      if (event.type === 'settings-changed') pool.keep(event.modelId as ModelId, event.settings);
    }),
  ];
  return {
    loadSettings,
    runtime,
    benchmarks,
    machine,
    prepareLoad: requests.prepare.bind(requests),
    dispose: async () => {
      for (const end of endings) end();
      crashes.dispose();
      loadSettings.dispose();
      await benchmarks.dispose();
    },
  };
}
