/**
 * How well a query fits a label: the words of the query must each begin a word of the label, or else all its letters
 * must appear in order.
 * @returns a score, larger is better; null when it does not fit.
 */
export function matchCommand(query: string, label: string): number | null {
  const wanted = query.trim().toLowerCase();
  const text = label.toLowerCase();
  if (wanted === '') return 0;
  if (text.startsWith(wanted)) return 100;
  const words = text.split(/\s+/);
  if (wanted.split(/\s+/).every((part) => words.some((word) => word.startsWith(part)))) return 80;
  if (text.includes(wanted)) return 60;
  return isSubsequence(wanted.replace(/\s+/g, ''), text) ? 20 : null;
}

function isSubsequence(letters: string, text: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = text.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
