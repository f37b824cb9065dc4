import { expect, test } from 'vitest';
import type { ModelId } from '../../../../main/contract/ids.ts';
import { AnswerMeters, type AnswerMetersPorts } from '../../../../main/core/compare/figures/answer-meters.ts';
import type { MeasuredMemory } from '../../../../main/core/ports/runner-pool.ts';

const model = 'm' as ModelId;
const other = 'other' as ModelId;
const mebibytes = (residentBytes: number, videoMemoryBytes = 0): MeasuredMemory => ({
  residentBytes: residentBytes * 2 ** 20,
  videoMemoryBytes: videoMemoryBytes * 2 ** 20,
});

/** A computer that tells these, one after the other, whenever it is asked; the last one for ever. */
function meters(
  told: readonly (readonly (readonly [ModelId, MeasuredMemory])[])[],
  more: Partial<AnswerMetersPorts> = {},
) {
  let asked = 0;
  const asks: (() => void)[] = [];
  const memory = (): Promise<ReadonlyMap<ModelId, MeasuredMemory>> => {
    const answer = told[Math.min(asked, told.length - 1)] ?? [];
    asked += 1;
    asks.forEach((tell) => tell());
    return Promise.resolve(new Map(answer));
  };
  const energy = {
    start: () => Promise.resolve({ end: () => Promise.resolve(null) }),
    dispose: () => Promise.resolve(),
  };
  return {
    meters: new AnswerMeters({ energy, pool: { memory, loaded: () => null }, ...more }),
    askedTimes: (times: number) =>
      new Promise<void>((resolve) => asks.push(() => (asked >= times ? resolve() : undefined))),
  };
}

// Catches: memory of another model, or of the end alone, when a prompt took more in the middle.
test('tells the most its own runner held, in main memory and on cards each', async () => {
  const here = meters([
    [
      [model, mebibytes(100, 50)],
      [other, mebibytes(900)],
    ],
    [[model, mebibytes(300, 20)]],
    [[model, mebibytes(200)]],
  ]);
  const meter = here.meters.start(model);
  await here.askedTimes(3);
  expect(await meter.end({ timing: 'alone', seed: 7 })).toEqual({
    timing: 'alone',
    seed: 7,
    memory: mebibytes(300, 50),
    energy: null,
    backend: null,
    threads: null,
    contextSize: null,
  });
});

test('an answer that is over at once was looked at all the same, and one whose runner is gone tells nothing', async () => {
  const here = meters([[[model, mebibytes(100)]]]);
  expect((await here.meters.start(model).end({ timing: 'contended', seed: null })).memory).toEqual(mebibytes(100));
  expect((await here.meters.start(other).end({ timing: 'alone', seed: null })).memory).toBeNull();
});

test('what cannot be measured fails nothing', async () => {
  const pool = { memory: () => Promise.reject(new Error('gone')), loaded: () => null };
  const energy = { start: () => Promise.reject(new Error('gone')), dispose: () => Promise.resolve() };
  const broken = new AnswerMeters({ energy, pool });
  expect(await broken.start(model).end({ timing: 'alone', seed: 1 })).toMatchObject({
    memory: null,
    energy: null,
    seed: 1,
  });
});
