/** From the smallest. */
export const tiers = ['small', 'mid', 'large'] as const;
export type Tier = (typeof tiers)[number];

const gibibyte = 1024 ** 3;

/** Which tier a computer with so much memory is at ease with. */
export function suitedTier(memoryBytes: number): Tier {
  // Firmware keeps a part for itself: 16 GiB of memory are told as 15.5.
  if (memoryBytes >= 46 * gibibyte) return 'large';
  return memoryBytes >= 11 * gibibyte ? 'mid' : 'small';
}
