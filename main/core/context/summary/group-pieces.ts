/** A stretch of text with what it is in tokens. */
export type Piece = { readonly text: string; readonly tokens: number };

/**
 * Pieces in groups that each fit into a budget, in order. A piece that is longer than the budget is cut, at the end of a
 * paragraph, a line or a word where one is near.
 */
export function groupPieces(pieces: readonly Piece[], budget: number): string[] {
  const groups: { texts: string[]; tokens: number }[] = [];
  for (const piece of pieces.flatMap((whole) => cutPiece(whole, budget))) {
    const last = groups.at(-1);
    if (last && last.tokens + piece.tokens <= budget) {
      last.texts.push(piece.text);
      last.tokens += piece.tokens;
    } else groups.push({ texts: [piece.text], tokens: piece.tokens });
  }
  return groups.map(({ texts }) => texts.join('\n\n'));
}

function cutPiece({ text, tokens }: Piece, budget: number): Piece[] {
  if (tokens <= budget || text.length < 2) return [{ text, tokens }];
  // Text is not evenly dense: a little less than its share.
  const length = Math.max(1, Math.floor((text.length * budget * 0.8) / tokens));
  const parts: Piece[] = [];
  for (let start = 0; start < text.length;) {
    const end = start + length >= text.length ? text.length : goodEnd(text, start, start + length);
    const part = text.slice(start, end);
    parts.push({ text: part, tokens: Math.min(budget, Math.ceil((tokens * part.length) / text.length / 0.8)) });
    start = end;
  }
  return parts;
}

/** The nearest end of a paragraph, line or word in the second half of a stretch; never inside a character. */
function goodEnd(text: string, start: number, end: number): number {
  const half = start + Math.floor((end - start) / 2);
  for (const mark of ['\n\n', '\n', ' ']) {
    const found = text.lastIndexOf(mark, end - mark.length);
    if (found >= half) return found + mark.length;
  }
  const isInside = (text.charCodeAt(end) & 0xfc00) === 0xdc00 && end - 1 > start;
  return isInside ? end - 1 : end;
}
