import { randomInt } from 'node:crypto';
import type { AnswerId } from '../../../contract/ids.ts';
import type { ColumnRecord, NewRound } from '../../ports/compare-repository.ts';
import { newId } from '../compare-parts.ts';

/**
 * A place for the answer of each column: as they stand, or drawn where names are hidden. Every order is as likely as any
 * other (Fisher and Yates), so that no contestant is more often first.
 */
export function drawPlaces(columns: readonly ColumnRecord[], isBlind: boolean): NewRound['answers'] {
  const places = columns.map((_column, place) => place);
  if (isBlind) {
    for (let last = places.length - 1; last > 0; last -= 1) {
      const other = randomInt(last + 1);
      [places[last], places[other]] = [places[other] ?? last, places[last] ?? other];
    }
  }
  return columns.map((column, index) => ({
    id: newId<AnswerId>(),
    columnId: column.id,
    place: places[index] ?? index,
  }));
}

/** For every answer of a round whose contestant has none of its own. Seeds are 32 bits. */
export function drawSeed(): number {
  return randomInt(2 ** 32);
}
