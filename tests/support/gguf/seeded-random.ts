export interface SeededRandom {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [0, limit). */
  below(limit: number): number;
  /** Uniform 32-bit pattern. */
  bits(): number;
}

/** A reproducible generator: xorshift32 over a scrambled seed. Good enough for test data, never for secrets. */
export function seededRandom(seed: number): SeededRandom {
  let state = Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) >>> 0 || 1;
  const bits = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return state;
  };
  for (let warmUp = 0; warmUp < 8; warmUp += 1) bits();
  const next = (): number => bits() / 2 ** 32;
  return { bits, next, below: (limit) => Math.floor(next() * limit) };
}
