/** What both sides of the comparison are asked: the same words, the same sampling, the same length. */
export const exchange = {
  /** Tokens between the first and the last that count. */
  replyTokens: 96,
  firstMessage: words(200),
  secondMessage: words(60),
} as const;

/** What one conversation of two turns measured. */
export type ExchangeSample = {
  /** Tokens after the first one, over the time from the first to the last. */
  readonly tokensPerSecond: number;
  readonly firstTurnMs: number;
  /** From asking to the first piece of the second reply. */
  readonly secondTurnMs: number;
};

export type DirectRequest = { readonly modelPath: string; readonly threads: number; readonly seed: number };

/** Words of the benchmark model's invented language, one token each. */
function words(count: number): string {
  const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'le', 'mi', 'no', 'pu', 'ra', 'se', 'ti', 'vo', 'wy', 'za'];
  const word = (index: number): string => `${syllables[index % 16]}${syllables[(index * 7 + 3) % 16]}`;
  return Array.from({ length: count }, (_, index) => word(index)).join(' ');
}
