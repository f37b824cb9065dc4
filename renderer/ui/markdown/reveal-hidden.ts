/** A stretch of text, or one character that would change how others appear without being seen itself. */
export type VisiblePart =
  { readonly type: 'text'; readonly text: string } | { readonly type: 'hidden'; readonly codePoint: string };

// Overrides reverse the letters around them. In prose the other marks have honest uses in mixed-direction text.
const hiddenInProse = /[\u202d\u202e]/;
const hiddenInCode = /[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]/;

/** Splits text so that characters which can disguise it are shown by their number. */
export function revealHidden(text: string, place: 'prose' | 'code'): readonly VisiblePart[] {
  const pattern = place === 'prose' ? hiddenInProse : hiddenInCode;
  if (!pattern.test(text)) return [{ type: 'text', text }];
  return text
    .split(new RegExp(`(${pattern.source})`))
    .filter((part) => part !== '')
    .map((part) =>
      pattern.test(part) ? { type: 'hidden', codePoint: codePointName(part) } : { type: 'text', text: part },
    );
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
