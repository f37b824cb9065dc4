import type { Words } from '../words.ts';

/** Words of earlier comparisons, and of the ways into a new one. */
export const compareHistoryWords = {
  'compare-history.title': 'Earlier comparisons',
  'compare-history.search': 'Search comparisons',
  'compare-history.nothing': 'No comparison has all of these words.',
  'compare-history.running': 'answers are being written',
  'compare-history.hidden': '{count} contestants, hidden',
  'compare-history.rounds': { one: '{count} prompt', other: '{count} prompts' },
  'compare-history.votes': { one: '{count} vote', other: '{count} votes' },
  'compare-history.menu': 'More for “{title}”',
  'compare-history.rename': 'Rename',
  'compare-history.delete': 'Delete',
  'compare-history.deleted': 'Deleted “{title}”',
  'compare-history.from-chat': 'Goes on from the chat “{title}”',
  'compare-history.from-nothing': 'Begin without it',
  'compare-history.from-here': 'Compare from here',
  'compare-history.open-as': 'Open as comparison',
  'action.new-comparison': 'New comparison',
} as const satisfies Words;
