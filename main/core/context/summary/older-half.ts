import { divideIntoExchanges } from '../exchanges.ts';
import type { PathMessage } from '../path-message.ts';

/**
 * Where a summary of the older half ends: the last message of the exchange with which half of the words are told, never
 * the newest exchange. Null when there is only one.
 */
export function olderHalf(path: readonly PathMessage[]): PathMessage | null {
  const older = divideIntoExchanges(path).slice(0, -1);
  const lengths = path.map(({ text, attachments }) =>
    attachments.reduce((sum, file) => sum + file.text.length, text.length),
  );
  const half = lengths.reduce((sum, length) => sum + length, 0) / 2;
  let told = 0;
  for (const { from, to } of older) {
    told += lengths.slice(from, to).reduce((sum, length) => sum + length, 0);
    if (told >= half) return path[to - 1] ?? null;
  }
  const end = older.at(-1)?.to;
  return end === undefined ? null : (path[end - 1] ?? null);
}
