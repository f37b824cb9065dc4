import { describe, expect, it } from 'vitest';
import { nextMenuIndex } from '../../../renderer/ui/menu-navigation.ts';

const labels = ['Copy', 'Chat', 'Remove'];

describe('nextMenuIndex', () => {
  it.each([
    ['ArrowDown', 2, 0],
    ['ArrowUp', 0, 2],
    ['ArrowUp', -1, 2],
    ['ArrowDown', -1, 0],
    ['Home', 2, 0],
    ['End', 0, 2],
    ['c', 0, 1],
    ['C', 1, 0],
    ['r', 0, 2],
    ['x', 0, null],
    [' ', 0, null],
    ['Enter', 0, null],
  ] as const)('%s from %i leads to %s', (key, current, expected) => {
    expect(nextMenuIndex(key, current, labels)).toBe(expected);
  });

  // Would catch: a division by zero that focuses item NaN of an empty menu.
  it('stays put in an empty menu', () => {
    expect(nextMenuIndex('ArrowDown', -1, [])).toBeNull();
  });
});
