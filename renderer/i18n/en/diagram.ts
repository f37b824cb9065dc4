import type { Words } from '../words.ts';

/** Words of diagrams in replies. */
export const diagramWords = {
  'diagram.name': 'Diagram',
  'diagram.draw': 'Draw the diagram',
  'diagram.drawing': 'Drawing',
  'diagram.show-source': 'Show source',
  'diagram.copy-source': 'Copy the diagram’s source',
  'diagram.smaller': 'Smaller',
  'diagram.larger': 'Larger',
  'diagram.fit': 'Fit',
  'diagram.too-slow': 'drawing it took too long.',
  'diagram.failed': 'This cannot be drawn: {reason}',
} as const satisfies Words;
