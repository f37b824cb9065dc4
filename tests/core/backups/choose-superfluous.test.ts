import { expect, test } from 'vitest';
import type { Backup, BackupKind } from '../../../main/contract/backups.ts';
import { chooseSuperfluous } from '../../../main/core/backups/choose-superfluous.ts';

const dayMs = 24 * 60 * 60 * 1000;
const sunday = Date.parse('2026-03-01T09:00:00Z');

const copy = (kind: BackupKind, daysAgo: number): Backup => ({
  id: `${kind}-${daysAgo}`,
  kind,
  madeAtMs: sunday - daysAgo * dayMs,
  sizeBytes: 1,
  holds: null,
});

/** What stays when every day of `days` a copy is made and the superfluous ones go at once. */
function afterDays(days: number): number[] {
  let kept: Backup[] = [];
  for (let daysAgo = days; daysAgo >= 0; daysAgo -= 1) {
    kept.push(copy('daily', daysAgo));
    const gone = chooseSuperfluous(kept, sunday - daysAgo * dayMs);
    kept = kept.filter((backup) => !gone.includes(backup));
  }
  return kept.map(({ madeAtMs }) => Math.round((sunday - madeAtMs) / dayMs)).toSorted((a, b) => a - b);
}

test('a copy each day leaves seven days and the ends of the four weeks before them', () => {
  expect(afterDays(90)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 14, 21, 28]);
});

test('what was made by hand or before an update stays; of restores the newest three', () => {
  const others = ([3, 200, 400] as const).flatMap((daysAgo) => [
    copy('by-hand', daysAgo),
    copy('before-update', daysAgo),
  ]);
  const restores = [1, 2, 3, 4, 5].map((daysAgo) => copy('before-restore', daysAgo));
  expect(chooseSuperfluous([...others, ...restores], sunday).map(({ id }) => id)).toEqual([
    'before-restore-4',
    'before-restore-5',
  ]);
});

test('copies of a clock that ran ahead go first, and never take the place of today’s', () => {
  let kept: Backup[] = Array.from({ length: 30 }, (_, day) => copy('daily', -1000 - 10 * day));
  for (let daysAgo = 20; daysAgo >= 0; daysAgo -= 1) {
    kept.push(copy('daily', daysAgo));
    const gone = chooseSuperfluous(kept, sunday - daysAgo * dayMs);
    kept = kept.filter((backup) => !gone.includes(backup));
    expect(kept.map(({ id }) => id)).toContain(`daily-${daysAgo}`);
  }
  const days = kept.map(({ madeAtMs }) => Math.round((sunday - madeAtMs) / dayMs)).toSorted((a, b) => a - b);
  expect(days.filter((day) => day >= 0)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 14]);
  expect(days.filter((day) => day < 0)).toHaveLength(2);
});
