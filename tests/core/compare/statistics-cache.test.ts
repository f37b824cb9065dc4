import { expect, test } from 'vitest';
import type { MessageId } from '../../../main/contract/ids.ts';
import { StatisticsCache } from '../../../main/core/compare/statistics-cache.ts';

test('an answer that went on is counted anew, and what is known is not counted twice', () => {
  const cache = new StatisticsCache();
  const id = 'answer' as MessageId;
  const first = cache.of(id, 'Two words');
  expect(cache.of(id, 'Two words')).toBe(first);
  expect([first.words, cache.of(id, 'Now four words here').words]).toEqual([2, 4]);
});
