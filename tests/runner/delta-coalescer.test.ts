import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createDeltaCoalescer } from '../../main/runner/delta-coalescer.ts';
import type { RunnerReport } from '../../main/runner/protocol.ts';

function record(frameMs: number) {
  const reports: RunnerReport[] = [];
  const coalescer = createDeltaCoalescer(
    7,
    (report) => void reports.push(report),
    () => undefined,
    frameMs,
  );
  const deltas = () =>
    reports.map((report) => (report.type === 'delta' ? [report.kind, report.text, report.tokens] : []));
  return { coalescer, reports, deltas };
}

test('the first piece goes out at once, the following ones together', async () => {
  const { coalescer, reports, deltas } = record(20);
  coalescer.push('text', 'One', 1);
  expect(deltas()).toEqual([['text', 'One', 1]]);
  coalescer.push('text', ' two', 1);
  coalescer.push('text', ' three', 2);
  expect(deltas()).toHaveLength(1);
  await sleep(60);
  expect(deltas()).toEqual([
    ['text', 'One', 1],
    ['text', ' two three', 3],
  ]);
  expect(reports.map((report) => (report.type === 'delta' ? report.seq : null))).toEqual([0, 1]);
});

test('thoughts and answer keep their order and never share a frame', () => {
  const { coalescer, deltas } = record(1000);
  coalescer.push('reasoning', 'Hm', 1);
  coalescer.push('reasoning', ', so', 1);
  coalescer.push('text', 'Yes', 1);
  coalescer.push('reasoning', ' or no', 1);
  coalescer.flush();
  expect(deltas()).toEqual([
    ['reasoning', 'Hm', 1],
    ['reasoning', ', so', 1],
    ['text', 'Yes', 1],
    ['reasoning', ' or no', 1],
  ]);
});

test('the halves of a surrogate pair travel together', () => {
  const { coalescer, deltas } = record(0);
  const [high, low] = ['😀'.slice(0, 1), '😀'.slice(1)];
  coalescer.push('text', `a${high}`, 1);
  coalescer.push('text', `${low}b`, 1);
  coalescer.flush();
  expect(deltas()).toEqual([
    ['text', 'a', 1],
    ['text', '😀b', 1],
  ]);
});

test('a lone half at the end is still part of the reply', () => {
  const { coalescer, deltas } = record(0);
  coalescer.push('text', '\ud83d', 1);
  expect(deltas()).toEqual([]);
  coalescer.flush();
  expect(deltas()).toEqual([['text', '\ud83d', 1]]);
});

test('tokens without text are counted with the next piece, and are not the first text', () => {
  const { coalescer, deltas } = record(0);
  coalescer.push('text', '', 3);
  expect(coalescer.firstTextAtMs).toBeNull();
  coalescer.push('text', 'Now', 1);
  expect(deltas()).toEqual([['text', 'Now', 4]]);
  expect(coalescer.firstTextAtMs).not.toBeNull();
});
