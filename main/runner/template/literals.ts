import type { PromptText } from '../../contract/prompt.ts';

/**
 * Spellings of special tokens inside what people and models wrote. A mark is put into each before a template sees it:
 * templates move, trim and split texts, but the mark stays inside and tells afterwards whose words these are.
 */
export type LiteralMarks = {
  mark(text: string): string;
  /** Takes the marks out of what a template made. */
  read(rendered: string): PromptText;
};

const privateUse = { first: 0xe000, last: 0xf8ff } as const;

/** Matches any of the texts, the longest first; null when there are none. */
export function matcherOf(texts: readonly string[]): RegExp | null {
  // A text of one character has no inside for a mark.
  const usable = texts.filter((text) => text.length > 1).toSorted((a, b) => b.length - a.length);
  return usable.length === 0 ? null : new RegExp(usable.map(escaped).join('|'), 'g');
}

/** @param texts everything the mark must not occur in. */
export function createLiteralMarks(special: RegExp | null, texts: readonly string[]): LiteralMarks {
  const isThere = special !== null && texts.some((text) => text.search(special) >= 0);
  if (!isThere) return { mark: (text) => text, read: (text) => ({ text, literals: [] }) };
  const mark = unusedCharacter(texts);
  return {
    mark: (text) => text.replaceAll(special, (found) => insertMark(found, mark)),
    read: (rendered) => readMarks(rendered, mark),
  };
}

/** Appends somebody's words; what spells a special token in them stays words. */
export function appendWords({ text, literals }: PromptText, words: string, special: RegExp | null): PromptText {
  const found = special === null ? [] : [...words.matchAll(special)].map(({ index }) => text.length + index);
  return { text: text + words, literals: [...literals, ...found] };
}

/** Appends text of the template's own. */
export function appendMarks({ text, literals }: PromptText, marks: string): PromptText {
  return { text: text + marks, literals };
}

function insertMark(found: string, mark: string): string {
  const [first = ''] = found;
  return first + mark + found.slice(first.length);
}

function readMarks(rendered: string, mark: string): PromptText {
  // A template that writes JSON may have escaped it.
  const parts = rendered.split(new RegExp(`${mark}|\\\\u${mark.charCodeAt(0).toString(16)}`));
  const literals: number[] = [];
  let text = '';
  for (const [index, part] of parts.entries()) {
    if (index > 0) literals.push(text.length - (Array.from(text.slice(-2)).at(-1)?.length ?? 0));
    text += part;
  }
  return { text, literals };
}

function unusedCharacter(texts: readonly string[]): string {
  for (let code = privateUse.first; code <= privateUse.last; code += 1) {
    const character = String.fromCharCode(code);
    if (!texts.some((text) => text.includes(character))) return character;
  }
  return String.fromCharCode(privateUse.last);
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
