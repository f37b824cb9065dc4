import { describe, expect, test } from 'vitest';
import { RowHeights } from '../../../renderer/features/chat/message-list/row-heights.ts';
import { rowRuns } from '../../../renderer/features/chat/message-list/row-runs.ts';
import { aMessage, aPath } from './chat-fixtures.ts';

describe('heights of rows', () => {
  const path = aPath(4);

  test('are estimated until they are measured, and stay when messages follow', () => {
    const heights = new RowHeights();
    heights.follow(path);
    const estimated = [...heights.offsets];
    heights.measure(1, 500);
    heights.follow([...path, aMessage({ id: 'm4', text: 'more' })]);
    const { offsets } = heights;
    expect([offsets[1], (offsets[2] ?? 0) - (offsets[1] ?? 0), offsets.length]).toEqual([estimated[1], 500, 6]);
  });

  // Catches: a branch that inherits the heights of the one that was left, and forgets those of the messages they share.
  test('belong to messages, not to places', () => {
    const heights = new RowHeights();
    heights.follow(path);
    heights.measure(0, 300);
    heights.measure(1, 500);
    heights.follow(path.slice(0, 1));
    heights.follow([...path.slice(0, 1), aMessage({ id: 'other' })]);
    const other = (heights.offsets[2] ?? 0) - (heights.offsets[1] ?? 0);
    heights.follow(path);
    expect([heights.offsets[1], other === 500, (heights.offsets[2] ?? 0) - (heights.offsets[1] ?? 0)]).toEqual([
      300,
      false,
      500,
    ]);
  });

  test('of a message that is not told yet are those of any', () => {
    const heights = new RowHeights();
    heights.follow([null, null]);
    const { offsets } = heights;
    expect([offsets[0], (offsets[1] ?? 0) > 0, offsets[2] === 2 * (offsets[1] ?? 0)]).toEqual([0, true, true]);
  });
});

describe('what stands in the list', () => {
  const offsets = [0, 10, 30, 60, 100, 150];

  // Catches: a row of the focus lost, drawn twice, or at another height than where it belongs.
  test('rows near the screen, rows that are kept, and room for the others', () => {
    expect(rowRuns(offsets, { first: 2, end: 4 }, [0, 3])).toEqual([
      { type: 'row', place: 0 },
      { type: 'room', first: 1, height: 20 },
      { type: 'row', place: 2 },
      { type: 'row', place: 3 },
      { type: 'room', first: 4, height: 50 },
    ]);
  });

  test('all rows and room together are as high as the whole', () => {
    const runs = rowRuns(offsets, { first: 3, end: 3 }, [4]);
    const rooms = runs.reduce((sum, run) => sum + (run.type === 'room' ? run.height : 0), 0);
    expect([runs.length, rooms]).toEqual([2, 100]);
  });
});
