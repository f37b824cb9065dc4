import { expect, test } from 'vitest';
import type { ReplyStats } from '../../../main/contract/chat.ts';
import { addStats } from '../../../main/core/chat/add-stats.ts';

const last: ReplyStats = {
  ...{ promptTokens: 9, reusedTokens: 4, replyTokens: 3, firstTokenMs: 7, promptTokensPerSecond: 5 },
  ...{ replyTokensPerSecond: 6, loadMs: 0, reasoningTokens: null, reasoningMs: null },
};

// Would catch: thoughts that were cut short, and pass for whole ones once the answer was continued.
test('a continued reply has the tokens and thoughts of all its parts, and says that they were cut', () => {
  const before = { ...last, promptTokens: 2, reasoningTokens: 5, reasoningMs: 50, isReasoningCut: true };
  expect(addStats(before, last)).toEqual({
    ...last,
    ...{ replyTokens: 6, reasoningTokens: 5, reasoningMs: 50, isReasoningCut: true },
  });
  expect(addStats(last, last)).toEqual({ ...last, replyTokens: 6 });
  expect(addStats(null, last)).toBe(last);
});
