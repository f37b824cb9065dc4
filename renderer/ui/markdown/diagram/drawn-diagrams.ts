/** Diagrams that were drawn well since the page opened: their rows may leave the screen and come back. */
const drawn = new Set<string>();
const mostKept = 40;

export function wasDrawn(source: string): boolean {
  return drawn.has(source);
}

export function noteDrawn(source: string, isDrawn: boolean): void {
  drawn.delete(source);
  if (isDrawn) drawn.add(source);
  const [oldest] = drawn;
  if (drawn.size > mostKept && oldest !== undefined) drawn.delete(oldest);
}
