/**
 * The same text with memory of its own. A part of a string keeps the whole string alive, and a reply that grows is a new
 * whole at every frame: kept parts of each would add up to its length times the number of frames.
 */
export function detached(text: string): string {
  return ` ${text}`.slice(1);
}
