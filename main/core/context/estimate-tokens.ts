/**
 * UTF-16 units that one token stands for in vocabularies of 32,000–256,000 tokens, by kind of letter: about four of
 * English prose (OpenAI, "What are tokens and how to count them"), fewer of other alphabets, and one or two of a writing
 * without spaces. What is typical for one model is learnt on top of it (`token-counts.ts`).
 */
const unitsPerToken = { plain: 4, other: 2.3, wide: 1.4, surrogate: 1 } as const;

/**
 * A guess at how many tokens a text is, for a model that cannot be asked: vocabularies differ by a third for English and by
 * more for code and other languages.
 */
export function estimateTokens(text: string): number {
  let plain = 0;
  let wide = 0;
  let surrogates = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) plain += 1;
    else if (unit >= 0xd800 && unit <= 0xdfff) surrogates += 1;
    else if (isWide(unit)) wide += 1;
  }
  const other = text.length - plain - wide - surrogates;
  const { plain: ofPlain, other: ofOther, wide: ofWide, surrogate } = unitsPerToken;
  return Math.ceil(plain / ofPlain + other / ofOther + wide / ofWide + surrogates / surrogate);
}

/** Chinese, Japanese and Korean characters, their punctuation and full-width forms (Unicode blocks). */
function isWide(unit: number): boolean {
  return (unit >= 0x2e80 && unit <= 0xa4cf) || (unit >= 0xac00 && unit <= 0xd7af) || (unit >= 0xf900 && unit <= 0xffef);
}
