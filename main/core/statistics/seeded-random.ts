/** Uniform numbers in [0, 1) from a seed: the same seed, the same numbers. */
export type Random = () => number;

/** @param seed any 32-bit integer. Generator: sfc32 (Doty-Humphrey, PractRand), its first outputs passed over. */
export function seededRandom(seed: number): Random {
  let a = 0x9e3779b9;
  let b = seed | 0;
  let c = Math.imul(seed ^ 0x85ebca6b, 0xc2b2ae35);
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 16; round += 1) next();
  return next;
}
