import type { VirtualWindow } from '../../../ui/virtual-window.ts';

/** What stands in the list, from its beginning to its end: rows, and room for those that are not drawn. */
export type RowRun =
  | { readonly type: 'row'; readonly place: number }
  /** `first` is the first of the rows it stands for. */
  | { readonly type: 'room'; readonly first: number; readonly height: number };

/** @param kept places drawn although they are outside the window, ascending. */
export function rowRuns(offsets: readonly number[], window: VirtualWindow, kept: readonly number[]): readonly RowRun[] {
  const count = offsets.length - 1;
  const inWindow = Array.from({ length: window.end - window.first }, (_, index) => window.first + index);
  const before = kept.filter((place) => place < window.first);
  const after = kept.filter((place) => place >= window.end && place < count);
  const runs: RowRun[] = [];
  let next = 0;
  const room = (end: number): void => {
    if (end > next) runs.push({ type: 'room', first: next, height: (offsets[end] ?? 0) - (offsets[next] ?? 0) });
  };
  for (const place of [...before, ...inWindow, ...after]) {
    room(place);
    runs.push({ type: 'row', place });
    next = place + 1;
  }
  room(count);
  return runs;
}
