import type { ShelfCandidate } from '../../contract/prompt-shelf.ts';
import { titleFrom } from '../chat/title.ts';

const longestTitle = 200;

/** A prompt as a file has it; without a title its first words are one. */
export function toCandidate(found: {
  readonly text: string;
  readonly title?: string | undefined;
  readonly tags?: readonly string[];
}): ShelfCandidate {
  const text = found.text.trim();
  const title = found.title?.trim() ?? '';
  return { text, title: title === '' ? titleFrom(text) : title.slice(0, longestTitle), tags: found.tags ?? [] };
}
