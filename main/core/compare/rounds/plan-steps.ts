import type { ComparePlan, Comparison } from '../../../contract/compare.ts';
import type { AppErrorData } from '../../../contract/errors.ts';
import type { ColumnId, ModelId } from '../../../contract/ids.ts';
import type { FreeMemory } from '../../../contract/load-plan.ts';
import { estimateStepMs } from './estimate-time.ts';

/** Columns with the same model and load settings: one runner answers for all of them. */
export type PlannedGroup = {
  /** Of its load settings: a model has one runner, so another key of the same model is another load. */
  readonly loadKey: string;
  readonly columnIds: readonly ColumnId[];
  readonly modelId: ModelId;
  /** With a full context. */
  readonly need: FreeMemory;
  /** Loaded now with these very settings. */
  readonly isLoaded: boolean;
  /** Every layer is on a card: it leaves the compute threads to others. */
  readonly isOnCard: boolean;
  /** Of the load, and of each column's answer; null where nothing was measured. */
  readonly loadMs: number | null;
  readonly answersMs: readonly (number | null)[];
};

/** A model that holds memory now. */
export type HeldModel = {
  readonly modelId: ModelId;
  readonly memory: FreeMemory;
  /** A load may end it: idle and not kept. */
  readonly isReclaimable: boolean;
};

export type StepQuestion = {
  readonly groups: readonly PlannedGroup[];
  readonly timing: Comparison['timing'];
  readonly free: FreeMemory;
  /** The one used longest ago first. */
  readonly held: readonly HeldModel[];
  /** Compute threads of all runners together. */
  readonly threads: number;
  readonly problems: ComparePlan['problems'];
};

type Obstacle = Exclude<ComparePlan['reason'], 'fair' | null>;
type Step = readonly PlannedGroup[];

/**
 * How a round runs: what is loaded already goes first, then every group joins the first step that has room for it. Memory
 * decides before cores, because only memory makes a load fail. Groups that fit not even alone are problems.
 */
export function planSteps(question: StepQuestion): ComparePlan {
  const room = roomOf(question);
  const isPossible = (group: PlannedGroup): boolean => fits(needOf(group, question), room);
  const groups = question.groups.filter(isPossible).toSorted((a, b) => Number(b.isLoaded) - Number(a.isLoaded));
  const { steps, obstacles } = question.timing === 'fair' ? oneByOne(groups) : pack(groups, question, room);
  const described = describeSteps(steps, question, room);
  return {
    mode: question.timing === 'fair' ? 'fair' : steps.length > 1 ? 'in-turn' : 'together',
    reason: question.timing === 'fair' ? 'fair' : reasonOf(obstacles),
    steps: described,
    estimatedMs: sumOrNull(described.map(({ estimatedMs }) => estimatedMs)),
    problems: [...question.problems, ...tooLarge(question, isPossible, room)],
    neededBytes: question.groups.reduce((sum, { need }) => sum + bytesOf(need), 0),
    freeBytes: bytesOf(room),
  };
}

/** What all of a step's models may have: what is free, and what idle models would give back. */
function roomOf({ free, held }: StepQuestion): FreeMemory {
  return held.filter(({ isReclaimable }) => isReclaimable).reduce((sum, { memory }) => plus(sum, memory), free);
}

/** A loaded model that stays in any case has its memory already. */
function needOf({ modelId, need, isLoaded }: PlannedGroup, { held }: StepQuestion): FreeMemory {
  const own = held.find((model) => model.modelId === modelId);
  if (!isLoaded || own === undefined) return need;
  return own.isReclaimable ? atLeast(need, own.memory) : { memoryBytes: 0, videoMemoryBytes: 0 };
}

function pack(
  groups: readonly PlannedGroup[],
  question: StepQuestion,
  room: FreeMemory,
): { steps: Step[]; obstacles: Obstacle[] } {
  const steps: Step[] = [];
  const obstacles: Obstacle[] = [];
  for (const group of groups) {
    const place = steps.findIndex((step) => {
      const obstacle = obstacleTo(group, step, question, room);
      if (obstacle !== null) obstacles.push(obstacle);
      return obstacle === null;
    });
    if (place === -1) steps.push([group]);
    else steps[place] = [...(steps[place] ?? []), group];
  }
  return { steps, obstacles: steps.length > 1 ? obstacles : [] };
}

function obstacleTo(group: PlannedGroup, step: Step, question: StepQuestion, room: FreeMemory): Obstacle | null {
  // A model has one runner: with other load settings it is loaded anew.
  if (step.some(({ modelId }) => modelId === group.modelId)) return 'same-model';
  const together = [...step, group];
  const need = together.map((one) => needOf(one, question)).reduce(plus);
  if (!fits(need, room)) return 'memory';
  const computing = together.filter(({ isOnCard }) => !isOnCard).length;
  return computing > 1 && computing > question.threads ? 'cores' : null;
}

function oneByOne(groups: readonly PlannedGroup[]): { steps: Step[]; obstacles: Obstacle[] } {
  const steps = groups.flatMap((group) =>
    group.columnIds.map((columnId, index): Step => [
      { ...group, columnIds: [columnId], answersMs: group.answersMs.slice(index, index + 1) },
    ]),
  );
  return { steps, obstacles: [] };
}

function reasonOf(obstacles: readonly Obstacle[]): ComparePlan['reason'] {
  return (['memory', 'same-model', 'cores'] as const).find((reason) => obstacles.includes(reason)) ?? null;
}

/** Steps in turn: what is loaded by then, and which idle models go first. */
function describeSteps(steps: readonly Step[], question: StepQuestion, room: FreeMemory): ComparePlan['steps'] {
  let held: readonly HeldModel[] = question.held.filter(({ isReclaimable }) => isReclaimable);
  const loaded = new Map(
    question.groups.filter(({ isLoaded }) => isLoaded).map(({ modelId, loadKey }) => [modelId, loadKey]),
  );
  return steps.map((step) => {
    const needed = step.map((group) => needOf(group, question)).reduce(plus, nothing);
    const others = held.filter((model) => step.every(({ modelId }) => modelId !== model.modelId));
    const ends = fewestEnds(others, needed, room);
    const answers = step.map((group) => ({ ...group, isLoaded: loaded.get(group.modelId) === group.loadKey }));
    const loads = answers.map(({ modelId, need, isLoaded }) => ({ modelId, memoryBytes: bytesOf(need), isLoaded }));
    for (const { modelId } of ends) loaded.delete(modelId);
    for (const { modelId, loadKey } of step) loaded.set(modelId, loadKey);
    const stay = others.filter((model) => !ends.includes(model));
    const entered = step.map(({ modelId, need }) => ({ modelId, memory: need, isReclaimable: true }));
    held = [...stay, ...entered];
    return {
      columnIds: step.flatMap(({ columnIds }) => columnIds),
      loads,
      unloadsIds: ends.map(({ modelId }) => modelId),
      estimatedMs: estimateStepMs(answers),
    };
  });
}

/** Those used longest ago, until there is room. */
function fewestEnds(others: readonly HeldModel[], needed: FreeMemory, room: FreeMemory): readonly HeldModel[] {
  for (let count = 0; count < others.length; count += 1) {
    const stay = others.slice(count).reduce((sum, { memory }) => plus(sum, memory), nothing);
    if (fits(plus(needed, stay), room)) return others.slice(0, count);
  }
  return others;
}

function tooLarge(
  question: StepQuestion,
  isPossible: (group: PlannedGroup) => boolean,
  room: FreeMemory,
): ComparePlan['problems'] {
  return question.groups
    .filter((group) => !isPossible(group))
    .flatMap((group) => group.columnIds.map((columnId) => ({ columnId, error: shortError(group.need, room) })));
}

function shortError(need: FreeMemory, room: FreeMemory): AppErrorData {
  const isVideoShort = need.memoryBytes <= room.memoryBytes;
  const kind = isVideoShort ? 'videoMemoryBytes' : 'memoryBytes';
  const params = { neededBytes: Math.round(need[kind]), freeBytes: Math.round(room[kind]), fittingContextSize: 0 };
  return { code: 'memory-short', params, isRetryable: true };
}

const nothing: FreeMemory = { memoryBytes: 0, videoMemoryBytes: 0 };

function plus(a: FreeMemory, b: FreeMemory): FreeMemory {
  return {
    memoryBytes: a.memoryBytes + b.memoryBytes,
    videoMemoryBytes: a.videoMemoryBytes + b.videoMemoryBytes,
  };
}

function atLeast(a: FreeMemory, b: FreeMemory): FreeMemory {
  return {
    memoryBytes: Math.max(a.memoryBytes, b.memoryBytes),
    videoMemoryBytes: Math.max(a.videoMemoryBytes, b.videoMemoryBytes),
  };
}

function fits(need: FreeMemory, room: FreeMemory): boolean {
  return need.memoryBytes <= room.memoryBytes && need.videoMemoryBytes <= room.videoMemoryBytes;
}

function bytesOf({ memoryBytes, videoMemoryBytes }: FreeMemory): number {
  return memoryBytes + videoMemoryBytes;
}

function sumOrNull(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}
