import { maxTags, tagSchema } from '../../contract/organise.ts';

/** Tags of a file: a list, or words with commas or semicolons between them. What is no tag is left out. */
export function tagsOf(value: unknown): string[] {
  const parts: readonly unknown[] = typeof value === 'string' ? value.split(/[,;]/) : Array.isArray(value) ? value : [];
  const tags = parts.flatMap((part) => tagSchema.safeParse(part).data ?? []);
  return distinctTags(tags);
}

/** The first spelling of each, as many as there may be. */
export function distinctTags(tags: readonly string[]): string[] {
  const bySpelling = new Map<string, string>();
  for (const tag of tags) if (!bySpelling.has(tag.toLowerCase())) bySpelling.set(tag.toLowerCase(), tag);
  return [...bySpelling.values()].slice(0, maxTags);
}
