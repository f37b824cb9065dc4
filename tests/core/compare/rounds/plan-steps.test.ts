import { describe, expect, it } from 'vitest';
import type { ComparePlan } from '../../../../main/contract/compare.ts';
import type { ColumnId, ModelId } from '../../../../main/contract/ids.ts';
import { planSteps, type PlannedGroup, type StepQuestion } from '../../../../main/core/compare/rounds/plan-steps.ts';

const gigabyte = 1e9;

function group(name: string, gigabytes: number, more: Partial<PlannedGroup> = {}): PlannedGroup {
  return {
    columnIds: [name as ColumnId],
    modelId: `model-${name}` as ModelId,
    loadKey: name,
    need: { memoryBytes: gigabytes * gigabyte, videoMemoryBytes: 0 },
    isLoaded: false,
    isOnCard: false,
    loadMs: 1000,
    answersMs: [5000],
    ...more,
  };
}

function plan(groups: readonly PlannedGroup[], more: Partial<StepQuestion> = {}): ComparePlan {
  return planSteps({
    groups,
    timing: 'quick',
    free: { memoryBytes: 10 * gigabyte, videoMemoryBytes: 0 },
    held: [],
    threads: 8,
    problems: [],
    ...more,
  });
}

function held(name: string, gigabytes: number, isReclaimable = true): StepQuestion['held'][number] {
  const memory = { memoryBytes: gigabytes * gigabyte, videoMemoryBytes: 0 };
  return { modelId: `model-${name}` as ModelId, memory, isReclaimable };
}

const columnsOf = ({ steps }: ComparePlan): unknown => steps.map(({ columnIds }) => columnIds);
const unloadsOf = ({ steps }: ComparePlan): unknown => steps.map(({ unloadsIds }) => unloadsIds);

describe('planSteps', () => {
  it('runs everything at once where memory and cores allow', () => {
    const { estimatedMs, ...planned } = plan([group('a', 3), group('b', 3)]);
    expect({ mode: planned.mode, reason: planned.reason, columns: columnsOf(planned as ComparePlan) }).toEqual({
      mode: 'together',
      reason: null,
      columns: [['a', 'b']],
    });
    // Two loads, one after the other, and two answers that share the threads.
    expect(estimatedMs).toBe(12_000);
  });

  it('says memory, not cores, when both stand in the way: more cores would not help', () => {
    const planned = plan([group('a', 6), group('b', 6)], { threads: 1 });
    expect([planned.mode, planned.reason, columnsOf(planned)]).toEqual(['in-turn', 'memory', [['a'], ['b']]]);
    expect([planned.neededBytes, planned.freeBytes]).toEqual([12 * gigabyte, 10 * gigabyte]);
  });

  it('fills a step with a later column that still fits beside an earlier one', () => {
    expect(columnsOf(plan([group('a', 6), group('b', 6), group('c', 4)]))).toEqual([['a', 'c'], ['b']]);
  });

  it('lets only as many models compute on the processor as there are threads, those on a card beside them', () => {
    const planned = plan([group('a', 1), group('b', 1), group('c', 1, { isOnCard: true })], { threads: 1 });
    expect([planned.reason, columnsOf(planned)]).toEqual(['cores', [['a', 'c'], ['b']]]);
  });

  it('loads one model twice in turn when its load settings differ, however much memory there is', () => {
    const modelId = 'model-a' as ModelId;
    const planned = plan([group('long', 1, { modelId }), group('short', 1, { modelId })]);
    expect([planned.reason, columnsOf(planned)]).toEqual(['same-model', [['long'], ['short']]]);
    expect(planned.steps.map(({ loads }) => loads.map(({ isLoaded }) => isLoaded))).toEqual([[false], [false]]);
  });

  it('keeps columns of the same load in one step, whatever the cores', () => {
    const both = group('a', 4, { columnIds: ['a1', 'a2'] as ColumnId[], answersMs: [5000, 5000] });
    expect(columnsOf(plan([both], { threads: 1 }))).toEqual([['a1', 'a2']]);
  });

  it('begins with what is loaded, which would else be unloaded and loaded again', () => {
    const planned = plan([group('a', 6), group('b', 6, { isLoaded: true })], {
      free: { memoryBytes: 4 * gigabyte, videoMemoryBytes: 0 },
      held: [held('b', 6)],
    });
    expect([columnsOf(planned), unloadsOf(planned)]).toEqual([
      [['b'], ['a']],
      [[], ['model-b']],
    ]);
    expect(planned.steps[0]?.loads).toEqual([{ modelId: 'model-b', memoryBytes: 6 * gigabyte, isLoaded: true }]);
    expect(planned.estimatedMs).toBe(5000 + 6000);
  });

  it('unloads as few idle models of others as needed, the one used longest ago first', () => {
    const planned = plan([group('a', 6)], {
      free: { memoryBytes: 3 * gigabyte, videoMemoryBytes: 0 },
      held: [held('old', 3), held('new', 3)],
    });
    expect(unloadsOf(planned)).toEqual([['model-old']]);
  });

  it('does not count the memory of a model that is loaded and stays a second time', () => {
    const planned = plan([group('a', 6, { isLoaded: true }), group('b', 4)], {
      free: { memoryBytes: 4 * gigabyte, videoMemoryBytes: 0 },
      held: [held('a', 6, false)],
    });
    expect([planned.mode, unloadsOf(planned)]).toEqual(['together', [[]]]);
  });

  it('leaves a column that fits not even alone to its own fate, with both figures', () => {
    const planned = plan([group('huge', 40), group('a', 3), group('b', 3)]);
    expect(columnsOf(planned)).toEqual([['a', 'b']]);
    expect(planned.problems).toEqual([
      {
        columnId: 'huge',
        error: {
          code: 'memory-short',
          params: { neededBytes: 40 * gigabyte, freeBytes: 10 * gigabyte, fittingContextSize: 0 },
          isRetryable: true,
        },
      },
    ]);
  });

  it('runs fairly one column at a time, those of one runner as well, loading it once', () => {
    const both = group('a', 1, { columnIds: ['a1', 'a2'] as ColumnId[], answersMs: [5000, 4000] });
    const planned = plan([both, group('b', 1)], { timing: 'fair' });
    expect([planned.mode, planned.reason, columnsOf(planned)]).toEqual(['fair', 'fair', [['a1'], ['a2'], ['b']]]);
    expect(planned.steps.map(({ estimatedMs }) => estimatedMs)).toEqual([6000, 4000, 6000]);
  });

  it('promises no time when a single answer was never measured', () => {
    expect(plan([group('a', 1), group('b', 1, { answersMs: [null] })]).estimatedMs).toBeNull();
  });
});
