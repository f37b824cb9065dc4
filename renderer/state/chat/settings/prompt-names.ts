type Named = { readonly id: string; readonly name: string };

const longestName = 60;

/** The first words of a text, as its name. */
export function nameFrom(text: string): string {
  const line = text.trim().split('\n')[0]?.trim() ?? '';
  if (line.length <= longestName) return line;
  const cut = line.slice(0, longestName);
  const words = cut.slice(0, Math.max(cut.lastIndexOf(' '), longestName / 2)).trimEnd();
  return `${words}…`;
}

/** The name, numbered when another one has it. */
export function freeName(name: string, others: readonly Named[]): string {
  const isTaken = (candidate: string): boolean =>
    others.some((other) => other.name.localeCompare(candidate, undefined, { sensitivity: 'accent' }) === 0);
  if (!isTaken(name)) return name;
  for (let number = 2; ; number += 1) {
    if (!isTaken(`${name} ${number}`)) return `${name} ${number}`;
  }
}

/** Those that have every word of the query in their name or text, names first. */
export function matchingPrompts<Prompt extends Named & { readonly text: string }>(
  prompts: readonly Prompt[],
  query: string,
): readonly Prompt[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const has = (text: string): boolean => words.every((word) => text.toLocaleLowerCase().includes(word));
  const byName = prompts.filter(({ name }) => has(name));
  return [...byName, ...prompts.filter((prompt) => !byName.includes(prompt) && has(`${prompt.name} ${prompt.text}`))];
}
