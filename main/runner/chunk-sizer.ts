/** A stop waits for the chunk under way, so chunks aim at a fraction of the 500 ms that a stop may take. */
const targetMs = 175;
/** Longer chunks than this are only right when even one token takes longer. */
const ceilingMs = 400;
/** Below this, a pass over the weights costs about as much as for one token. */
const efficientMinimum = 8;
const firstChunk = 32;

export type ChunkSizer = {
  /** Tokens to evaluate next. */
  next(): number;
  record(tokens: number, elapsedMs: number): void;
};

/** Learns how many tokens this model evaluates in the time a stop may take. Keeps what it learnt between prompts. */
export function createChunkSizer(batchSize: number): ChunkSizer {
  let size = Math.min(firstChunk, batchSize);
  return {
    next: () => size,
    record(tokens, elapsedMs) {
      // A short last chunk says little about a full one, unless it was slow all the same.
      if (tokens < size && elapsedMs < targetMs) return;
      const fitting = Math.floor((tokens * targetMs) / Math.max(elapsedMs, 0.1));
      const wanted = Math.min(fitting, size * 4, batchSize);
      size = wanted >= efficientMinimum ? wanted : smallSize(tokens, elapsedMs);
    },
  };

  function smallSize(tokens: number, elapsedMs: number): number {
    const bearable = Math.floor((tokens * ceilingMs) / Math.max(elapsedMs, 0.1));
    return Math.max(1, Math.min(bearable, efficientMinimum, batchSize));
  }
}
