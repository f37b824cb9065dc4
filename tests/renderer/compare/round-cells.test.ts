import { expect, test } from 'vitest';
import { answerLetter, roundCells } from '../../../renderer/state/compare/round-cells.ts';
import { aComparison, anAnswer, aRound } from './compare-fixtures.ts';

const left = anAnswer({ id: 'a1', columnId: 'col1', place: 0 });
const right = anAnswer({ id: 'a2', columnId: 'col2', place: 1 });
const placesOf = (...args: Parameters<typeof roundCells>) => {
  const { isAligned, cells } = roundCells(...args);
  return [isAligned, cells.map(({ answer }) => answer?.id ?? null)];
};

// Catches: answers under the wrong head once columns were moved.
test('answers stand under their columns, whatever their order', () => {
  const { columns } = aComparison();
  const moved = aComparison({ columns: columns.toReversed() });
  expect(placesOf(aRound({ answers: [left, right] }), moved)).toEqual([true, ['a2', 'a1']]);
});

test('a column that had no answer then keeps its place free', () => {
  expect(placesOf(aRound({ answers: [right] }), aComparison())).toEqual([true, [null, 'a2']]);
});

// Catches: the drawn order of a blind round given away by lining its answers up under the columns, revealed or not.
test('a blind round stands by itself in its drawn order', () => {
  const drawn = aRound({
    isBlind: true,
    answers: [
      { ...left, place: 1 },
      { ...right, place: 0 },
    ],
  });
  expect(placesOf(drawn, aComparison({ mode: 'blind' }))).toEqual([false, ['a2', 'a1']]);
});

test('answers whose column is gone are still shown, with the round by itself', () => {
  const gone = anAnswer({ id: 'a3', columnId: 'col3', place: 2 });
  expect(placesOf(aRound({ answers: [left, right, gone] }), aComparison())).toEqual([false, ['a1', 'a2', 'a3']]);
});

test('letters follow the places', () => {
  expect([0, 1, 5].map(answerLetter)).toEqual(['A', 'B', 'F']);
});
