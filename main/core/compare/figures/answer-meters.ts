import type { AnswerFigures } from '../../../contract/answer-figures.ts';
import type { ModelId } from '../../../contract/ids.ts';
import type { LoadedModelInfo } from '../../../contract/models.ts';
import type { EnergyMeter } from '../../ports/energy-meter.ts';
import type { RunnerPool } from '../../ports/runner-pool.ts';
import { PeakMemory } from './peak-memory.ts';

export type AnswerMetersPorts = {
  readonly energy: EnergyMeter;
  readonly pool: Pick<RunnerPool, 'loaded' | 'memory'>;
};

/** What whoever ran the answer knows, and no meter can. */
export type AnswerCircumstances = Pick<AnswerFigures, 'timing' | 'seed'>;

export interface AnswerMeter {
  /** Whatever could be measured; never fails. Ends the measuring. */
  end(circumstances: AnswerCircumstances): Promise<AnswerFigures>;
}

/** Measures what answers take while they are made. */
export class AnswerMeters {
  readonly #ports: AnswerMetersPorts;
  readonly #memory: PeakMemory;

  constructor(ports: AnswerMetersPorts) {
    this.#ports = ports;
    this.#memory = new PeakMemory(ports.pool.memory.bind(ports.pool));
  }

  /**
   * Begins at once; every meter has to be ended. To leave the load out, call it when the reply's first `prefilling` comes.
   * @param modelId whose runner answers.
   */
  start(modelId: ModelId): AnswerMeter {
    const span = this.#ports.energy.start().catch(() => null);
    const peak = this.#memory.watch(modelId);
    const before = this.#ports.pool.loaded(modelId)?.info ?? null;
    return {
      end: async (circumstances) => {
        const info = this.#ports.pool.loaded(modelId)?.info ?? before;
        const [memory, energy] = await Promise.all([
          peak.end(),
          span.then((one) => one?.end() ?? null).catch(() => null),
        ]);
        return { ...circumstances, memory, energy, ...factsOf(info) };
      },
    };
  }
}

function factsOf(info: LoadedModelInfo | null): Pick<AnswerFigures, 'backend' | 'threads' | 'contextSize'> {
  return { backend: info?.backend ?? null, threads: info?.threads ?? null, contextSize: info?.contextSize ?? null };
}
