import type { ComparePlan, Comparison } from '../../../contract/compare.ts';
import type { ContestantSetup } from '../../../contract/contestants.ts';
import type { ColumnId, ModelId } from '../../../contract/ids.ts';
import type { LoadPlan } from '../../../contract/load-plan.ts';
import { loadLimits, type LoadSettings } from '../../../contract/load-settings.ts';
import { describeFailure } from '../../app-error.ts';
import type { Logger } from '../../ports/host.ts';
import type { MeasuredMemory, RunnerPool } from '../../ports/runner-pool.ts';
import { estimateAnswerMs } from './estimate-time.ts';
import { planSteps, type HeldModel, type PlannedGroup } from './plan-steps.ts';
import type { LoadNotes } from './load-notes.ts';
import type { SpeedBook } from './speed-book.ts';

export type RoundPlannerPorts = {
  /** What a load with so many sequences would take. @throws AppError as `RuntimeService.plan`. */
  readonly planLoad: (modelId: ModelId, settings: LoadSettings, sequences: number) => Promise<LoadPlan>;
  /** Of a contestant. @throws AppError `settings-invalid`. */
  readonly loadSettings: (setup: ContestantSetup) => LoadSettings;
  /** The model's own, with which it is loaded where no reply asked for others. */
  readonly ownSettings: (modelId: ModelId) => LoadSettings;
  readonly notes: Pick<LoadNotes, 'settingsOf'>;
  readonly pool: Pick<RunnerPool, 'free' | 'reclaimable' | 'memory' | 'loaded'>;
  readonly speeds: SpeedBook;
  /** Compute threads of all runners together. */
  readonly threads: number;
  readonly logger: Logger;
};

export type ColumnSetup = { readonly columnId: ColumnId; readonly setup: ContestantSetup };

type Planned = { readonly group: PlannedGroup | null; readonly problems: ComparePlan['problems'] };

/** Gathers what a plan is made of: what each load takes, what is free and loaded, how fast models were. */
export class RoundPlanner {
  readonly #ports: RoundPlannerPorts;

  constructor(ports: RoundPlannerPorts) {
    this.#ports = ports;
  }

  /** Never fails for a single column: what is wrong with one is one of the plan's problems. */
  async plan(columns: readonly ColumnSetup[], timing: Comparison['timing']): Promise<ComparePlan> {
    const { pool, threads } = this.#ports;
    const groups = [...Map.groupBy(columns, (column) => this.groupOf(column)).values()];
    const [planned, free, reclaimable, memory] = await Promise.all([
      Promise.all(groups.map((group) => this.#planGroup(group, timing))),
      pool.free(),
      pool.reclaimable(),
      pool.memory(),
    ]);
    return planSteps({
      groups: planned.flatMap(({ group }) => group ?? []),
      timing,
      free,
      held: heldModels(reclaimable, memory),
      threads,
      problems: planned.flatMap(({ problems }) => problems),
    });
  }

  /** Whether it could be loaded now, beside everything that works. */
  async fitsNow(column: ColumnSetup): Promise<boolean> {
    const { setup } = column;
    try {
      const settings = this.#ports.loadSettings(setup);
      return (await this.#ports.planLoad(setup.modelId, settings, 1)).verdict !== 'too-large';
    } catch {
      // What is wrong with it is said when it is loaded.
      return true;
    }
  }

  /** Columns with the same one are answered by one runner. */
  groupOf({ setup }: Pick<ColumnSetup, 'setup'>): string {
    try {
      return `${setup.modelId} ${loadKeyOf(this.#ports.loadSettings(setup))}`;
    } catch {
      // What is wrong with it is said when it is planned.
      return `${setup.modelId} ${JSON.stringify(setup.load)}`;
    }
  }

  async #planGroup(columns: readonly ColumnSetup[], timing: Comparison['timing']): Promise<Planned> {
    const { loadSettings, speeds, logger } = this.#ports;
    const [first] = columns;
    if (!first) return { group: null, problems: [] };
    const { modelId } = first.setup;
    try {
      const settings = loadSettings(first.setup);
      const plan = await this.#planLoad(modelId, settings, timing === 'fair' ? 1 : columns.length);
      const speed = speeds.speedOf(modelId);
      const answerMs = estimateAnswerMs(speed, speeds.workOf(modelId));
      const group: PlannedGroup = {
        columnIds: columns.map(({ columnId }) => columnId),
        modelId,
        loadKey: loadKeyOf(settings),
        need: { memoryBytes: plan.memoryBytes, videoMemoryBytes: plan.videoMemoryBytes },
        isLoaded: this.#isLoaded(modelId, settings),
        isOnCard: plan.gpuLayers >= plan.layerCount,
        loadMs: speed?.loadMs ?? null,
        answersMs: columns.map(() => answerMs),
      };
      return { group, problems: [] };
    } catch (error) {
      const problem = describeFailure(error, logger);
      return { group: null, problems: columns.map(({ columnId }) => ({ columnId, error: problem })) };
    }
  }

  /** With as many sequences as there are answers, where there is room for them; else they wait for each other. */
  async #planLoad(modelId: ModelId, settings: LoadSettings, answers: number): Promise<LoadPlan> {
    const { planLoad } = this.#ports;
    const wished = Math.min(answers, loadLimits.sequences.most);
    const plan = await planLoad(modelId, settings, wished);
    return wished === 1 || plan.verdict !== 'too-large' ? plan : planLoad(modelId, settings, 1);
  }

  #isLoaded(modelId: ModelId, settings: LoadSettings): boolean {
    const { pool, notes, ownSettings } = this.#ports;
    if (pool.loaded(modelId) === null) return false;
    return loadKeyOf(notes.settingsOf(modelId) ?? ownSettings(modelId)) === loadKeyOf(settings);
  }
}

/** How long it is kept needs no other load. */
export function loadKeyOf({ keepsLoaded: _keeps, idleUnloadMinutes: _minutes, ...settings }: LoadSettings): string {
  return JSON.stringify(Object.entries(settings).toSorted(([a], [b]) => a.localeCompare(b)));
}

function heldModels(
  reclaimable: Awaited<ReturnType<RunnerPool['reclaimable']>>,
  memory: ReadonlyMap<ModelId, MeasuredMemory>,
): readonly HeldModel[] {
  const idle = reclaimable.map(({ modelId, memory: measured }) => ({
    modelId,
    memory: toFree(measured),
    isReclaimable: true,
  }));
  const others = [...memory].filter(([modelId]) => reclaimable.every((one) => one.modelId !== modelId));
  return [
    ...idle,
    ...others.map(([modelId, measured]) => ({ modelId, memory: toFree(measured), isReclaimable: false })),
  ];
}

function toFree({ residentBytes, videoMemoryBytes }: MeasuredMemory): HeldModel['memory'] {
  return { memoryBytes: residentBytes, videoMemoryBytes };
}
