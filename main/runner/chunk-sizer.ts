/** A stop waits for the chunk under way, so chunks aim at a fraction of the 500 ms that a stop may take. */
const targetMs = 175;
/** A whole tile may take up to this long; below a tile there is no better size than what fits into it. */
const ceilingMs = 350;
/** Measured on CPU: whole tiles of 64 run at full speed, 48 or 96 tokens at 73–93 % of it, 32 at 70 %. */
const tile = 64;
/** Where even this takes longer than the ceiling, the pass over the weights costs nearly all of it, whatever the size. */
const smallestEfficient = 8;
const smallestCeilingMs = 450;
/** A rest that is done within this is not cut again: a chunk of a few tokens costs a whole pass over the weights. */
const restCeilingMs = 450;
const maxGrowth = 8;

export type ChunkSizer = {
  /** Tokens to evaluate next, of those that are left. */
  next(remainingTokens: number): number;
  record(tokens: number, elapsedMs: number): void;
};

/** Learns how many tokens this model evaluates in the time a stop may take. Keeps what it learnt between prompts. */
export function createChunkSizer(batchSize: number): ChunkSizer {
  let size = Math.min(smallestEfficient, batchSize);
  let bearableRest = size;
  return {
    next: (remainingTokens) => Math.min(remainingTokens, remainingTokens <= bearableRest ? batchSize : size),
    record(tokens, elapsedMs) {
      // A short last chunk says little about a full one, unless it was slow all the same.
      if (tokens < size && elapsedMs < targetMs) return;
      const fitting = (limitMs: number): number => Math.floor((tokens * limitMs) / Math.max(elapsedMs, 0.1));
      bearableRest = Math.min(fitting(restCeilingMs), size * maxGrowth, batchSize);
      size = Math.min(choose(fitting), size * maxGrowth, batchSize);
    },
  };
}

function choose(fitting: (limitMs: number) => number): number {
  const wanted = fitting(targetMs);
  if (wanted >= tile) return Math.floor(wanted / tile) * tile;
  const bearable = Math.min(tile, fitting(ceilingMs));
  if (bearable >= smallestEfficient) return bearable;
  return Math.max(1, Math.min(smallestEfficient, fitting(smallestCeilingMs)));
}
