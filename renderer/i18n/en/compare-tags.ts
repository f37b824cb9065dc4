import type { Words } from '../words.ts';

/** Words of the tags of prompts. */
export const compareTagsWords = {
  'compare-tags.none': 'Tags',
  'compare-tags.next': 'Tags of the next prompts',
  'compare-tags.round': 'Tags of prompt {number}',
  'compare-tags.why': 'Ratings are told apart by tags: who is better at coding may not be better at writing.',
  'compare-tags.known': 'Tags',
  'compare-tags.done': 'Done',
} as const satisfies Words;
