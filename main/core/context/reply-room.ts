/** The engine keeps one cell free and needs another for the reply's first token (`main/runner/render-prompt.ts`). */
export const leastRoom = 2;

/** A reply rarely needs more, however large the context is. */
const mostReserved = 4096;
const usualReserved = 256;

/**
 * Tokens that are kept free for a reply when a policy decides what is sent: an eighth of the context, at least 256 (in a
 * small context a quarter of it) and at most 4,096; no more than the reply may have.
 */
export function reservedForReply(contextSize: number, maxTokens: number | null): number {
  const share = Math.max(Math.floor(contextSize / 8), Math.min(usualReserved, Math.floor(contextSize / 4)));
  return Math.max(leastRoom, Math.min(share, mostReserved, (maxTokens ?? Infinity) + 1));
}
