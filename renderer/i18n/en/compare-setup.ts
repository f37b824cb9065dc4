import type { Words } from '../words.ts';

/** Words of choosing who is compared, and of the plan before it begins. */
export const compareSetupWords = {
  'compare-setup.not-there': 'not on this computer',
} as const satisfies Words;
