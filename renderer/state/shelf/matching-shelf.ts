import type { ShelfPrompt } from '../../../main/contract/prompt-shelf.ts';

/** Prompts with the tag, if one is chosen, and every word of the query in title, text or tags; titles come first. */
export function matchingShelf(
  prompts: readonly ShelfPrompt[],
  { query, tag }: { readonly query: string; readonly tag: string | null },
): readonly ShelfPrompt[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const has = (text: string): boolean => {
    const folded = text.toLocaleLowerCase();
    return words.every((word) => folded.includes(word));
  };
  const tagged = tag === null ? prompts : prompts.filter(({ tags }) => tags.some((own) => isSame(own, tag)));
  const byTitle = tagged.filter(({ title }) => has(title));
  const titled = new Set(byTitle);
  return [
    ...byTitle,
    ...tagged.filter((prompt) => !titled.has(prompt) && has(`${prompt.title} ${prompt.text} ${prompt.tags.join(' ')}`)),
  ];
}

/** Tags of the shelf, those of most prompts first. */
export function tagsOfShelf(prompts: readonly ShelfPrompt[]): readonly string[] {
  const counts = new Map<string, { readonly tag: string; count: number }>();
  for (const tag of prompts.flatMap(({ tags }) => tags)) {
    const known = counts.get(tag.toLocaleLowerCase());
    if (known === undefined) counts.set(tag.toLocaleLowerCase(), { tag, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count || a.tag.localeCompare(b.tag)).map(({ tag }) => tag);
}

function isSame(one: string, other: string): boolean {
  return one.toLocaleLowerCase() === other.toLocaleLowerCase();
}

/** A list of tags as a person writes it, with commas between. */
export function tagsFrom(text: string): readonly string[] {
  const tags = text.split(',').map((tag) => tag.trim().replace(/^#/, ''));
  return tags.filter((tag, place) => tag !== '' && tags.findIndex((other) => isSame(other, tag)) === place);
}
