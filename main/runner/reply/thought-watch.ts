import type { ReplyPlace } from '../template/reply-reader.ts';

/** Counts and times a reply's thoughts, and sees when they have had their share. */
export type ThoughtWatch = {
  /** One token was read; these are where the reply was before it and is now. */
  saw(before: ReplyPlace, after: ReplyPlace): void;
  /** The thoughts have had as many tokens as they may. */
  readonly isSpent: boolean;
  /** Null for a reply without thoughts. */
  readonly figures: { readonly reasoningTokens: number; readonly reasoningMs: number } | null;
};

/**
 * @param budgetTokens null for no limit.
 * @param givenTokens of thoughts that the reply began with.
 */
export function createThoughtWatch(
  budgetTokens: number | null,
  givenTokens: number,
  now: () => number = () => performance.now(),
): ThoughtWatch {
  let tokens = 0;
  let thoughtMs = 0;
  let lastAtMs = now();
  return {
    saw(before, after) {
      const atMs = now();
      // The mark that opens or closes them counts with them.
      if (before === 'thought' || after === 'thought') {
        tokens += 1;
        thoughtMs += atMs - lastAtMs;
      }
      lastAtMs = atMs;
    },
    get isSpent() {
      return budgetTokens !== null && givenTokens + tokens >= budgetTokens;
    },
    get figures() {
      return tokens === 0 ? null : { reasoningTokens: tokens, reasoningMs: thoughtMs };
    },
  };
}
