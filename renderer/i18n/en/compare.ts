import type { Words } from '../words.ts';

/** Words of the compare screen's frame and grid. */
export const compareWords = {
  'compare.title': 'Compare',
  'compare.sections': 'Parts of comparing',
  'compare.comparisons': 'Comparisons',
  'compare.ratings': 'Ratings',
  'compare.votes': 'Votes',
  'compare.prompts': 'Prompts',
  'compare.empty-title': 'Nothing compared yet',
  'compare.empty-why':
    'Put two to six models, quantizations or settings next to each other on your own prompts, and see which one to use.',
} as const satisfies Words;
