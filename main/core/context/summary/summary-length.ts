/** Most tokens of a summary: an eighth of the context, 64 at least and 1,024 at most. */
export function summaryLength(contextSize: number): number {
  return Math.min(1024, Math.max(64, Math.floor(contextSize / 8)));
}
