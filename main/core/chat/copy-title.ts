/** A title that no other conversation has: the copied one with the next free number after it. */
export function copyTitle(title: string, taken: Iterable<string>): string {
  const titles = new Set(taken);
  const [, name = title] = /^(.*\S) \(\d{1,6}\)$/su.exec(title) ?? [];
  for (let number = 2; ; number += 1) {
    const copy = `${name} (${number})`;
    if (!titles.has(copy)) return copy;
  }
}
