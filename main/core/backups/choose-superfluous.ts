import type { Backup } from '../../contract/backups.ts';

const dailyKept = 7;
const weeklyKept = 4;
const beforeRestoreKept = 3;
const weekMs = 7 * 24 * 60 * 60 * 1000;
/** 1970 began on a Thursday: weeks begin on Mondays, UTC. */
const firstMondayMs = 4 * 24 * 60 * 60 * 1000;

/**
 * Copies that may go: of the daily ones the newest 7 stay, and of those before them the newest of each of 4 weeks; of
 * those from before restores the newest 3. What a person made by hand stays until they take it away. A copy from after
 * `nowMs` was made while the clock was wrong, before those of the right time: it counts as older than they are.
 */
export function chooseSuperfluous(backups: readonly Backup[], nowMs: number): readonly Backup[] {
  const newestFirst = backups.toSorted(
    (a, b) => Number(a.madeAtMs > nowMs) - Number(b.madeAtMs > nowMs) || b.madeAtMs - a.madeAtMs,
  );
  const daily = newestFirst.filter(({ kind }) => kind === 'daily');
  const older = daily.slice(dailyKept);
  const weekly = [...Map.groupBy(older, weekOf).values()].flatMap((week) => week.slice(0, 1)).slice(0, weeklyKept);
  const beforeRestores = newestFirst.filter(({ kind }) => kind === 'before-restore').slice(beforeRestoreKept);
  return [...older.filter((copy) => !weekly.includes(copy)), ...beforeRestores];
}

function weekOf({ madeAtMs }: Backup): number {
  return Math.floor((madeAtMs - firstMondayMs) / weekMs);
}
