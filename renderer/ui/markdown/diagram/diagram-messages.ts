/** What the page tells the sandbox that draws diagrams. */
export type DiagramRequest =
  | { readonly type: 'draw'; readonly source: string; readonly isDark: boolean }
  /** How large, 1 for as large as it was drawn. */
  | { readonly type: 'zoom'; readonly scale: number };

/** What the sandbox answers. Whatever a diagram does in there, more than this is never read. */
export type DiagramAnswer =
  | { readonly type: 'ready' }
  /** Pixels at full size. */
  | { readonly type: 'drawn'; readonly width: number; readonly height: number }
  | { readonly type: 'failed'; readonly reason: string };

/** Longer diagrams are not drawn, UTF-16 units. */
export const longestDiagram = 20_000;

/** Where both hosts serve the sandbox's document. */
export const diagramPage = 'diagram.html';

const longestReason = 300;
const largestSide = 20_000;

/** An answer as the sandbox may give it; null for anything else. */
export function parseDiagramAnswer(data: unknown): DiagramAnswer | null {
  if (typeof data !== 'object' || data === null || !('type' in data)) return null;
  if (data.type === 'ready') return { type: 'ready' };
  if (data.type === 'failed' && 'reason' in data && typeof data.reason === 'string') {
    return { type: 'failed', reason: data.reason.slice(0, longestReason) };
  }
  if (data.type !== 'drawn' || !('width' in data) || !('height' in data)) return null;
  return isSide(data.width) && isSide(data.height) ? { type: 'drawn', width: data.width, height: data.height } : null;
}

function isSide(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value <= largestSide;
}
