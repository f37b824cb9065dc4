import type { ReplyStats } from '../../contract/chat.ts';

/**
 * Figures of a reply that was continued: its tokens and thoughts are those of all its parts; times, rates and the prompt are
 * the last part's.
 */
export function addStats(before: ReplyStats | null, last: ReplyStats): ReplyStats {
  if (before === null) return last;
  return {
    ...last,
    replyTokens: before.replyTokens + last.replyTokens,
    reasoningTokens: sum(before.reasoningTokens, last.reasoningTokens),
    reasoningMs: sum(before.reasoningMs, last.reasoningMs),
    ...(before.isReasoningCut === true ? { isReasoningCut: true } : {}),
  };
}

function sum(first: number | null, second: number | null): number | null {
  return first === null && second === null ? null : (first ?? 0) + (second ?? 0);
}
