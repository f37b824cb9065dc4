/**
 * Where a key takes the focus in a vertical list.
 * @param current index of the focused item; −1 when none is.
 * @returns the new index, or null when the key does not move.
 */
export function nextMenuIndex(key: string, current: number, labels: readonly string[]): number | null {
  const count = labels.length;
  if (count === 0) return null;
  if (key === 'ArrowDown') return (current + 1) % count;
  if (key === 'ArrowUp') return current <= 0 ? count - 1 : current - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key.length !== 1 || key === ' ') return null;
  const letter = key.toLowerCase();
  for (let step = 1; step <= count; step += 1) {
    const index = (Math.max(current, -1) + step) % count;
    if (labels[index]?.trim().toLowerCase().startsWith(letter) === true) return index;
  }
  return null;
}
