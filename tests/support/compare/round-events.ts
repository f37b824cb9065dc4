import type { CompareEvent } from '../../../main/contract/compare.ts';

/** How much of each of two answers was shown after every step. */
export function shownLengths(events: readonly CompareEvent[]): readonly (readonly number[])[] {
  const pieces = events.flatMap((event) => (event.type === 'answer-delta' ? [event] : []));
  const shown = new Map<string, number>();
  return pieces.flatMap(({ answerId, offset, text }, index) => {
    shown.set(answerId, offset + text.length);
    return index % 2 === 1 ? [[...shown.values()]] : [];
  });
}

/** Every answer has ended, shown or not. */
export function isAllWritten(event: CompareEvent): boolean {
  return event.type === 'progress' && event.progress !== null && event.progress.finished === event.progress.total;
}

/** Most answers whose prompt or words were computed at the same time. */
export function mostAtOnce(events: readonly CompareEvent[]): number {
  const working = new Set<string>();
  let most = 0;
  for (const event of events) {
    if (event.type === 'answer-phase' && event.phase.phase !== 'waiting') working.add(event.answerId);
    if (event.type === 'answer-changed' && event.answer.status !== 'writing') working.delete(event.answer.id);
    most = Math.max(most, working.size);
  }
  return most;
}
