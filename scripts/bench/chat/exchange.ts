/** What both sides of the comparison are asked: the same words, the same sampling, the same length. */
export const exchange = {
  /** Tokens between the first and the last that count. */
  replyTokens: 96,
  /** Each round asks in other words, so that nothing of the rounds before can be reused. */
  firstMessage: (round: number): string => words(200, round),
  /** A follow-up of usual length. */
  secondMessage: (round: number): string => words(30, round + 5),
} as const;

/** What one conversation of two turns measured. */
export type ExchangeSample = {
  /** Tokens after the first one, over the time from the first to the last. */
  readonly tokensPerSecond: number;
  readonly firstTurnMs: number;
  /** From asking to the first piece of the second reply. */
  readonly secondTurnMs: number;
  /** Length of the first prompt: the comparison means nothing unless both sides read the same. */
  readonly promptTokens: number;
};

export type DirectRequest = { readonly modelPath: string; readonly threads: number; readonly round: number };

const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'le', 'mi', 'no', 'pu', 'ra', 'se', 'ti', 'vo', 'wy', 'za'];

/** Words of the benchmark model's invented language, one token each. */
function words(count: number, round: number): string {
  const syllable = (index: number): string => syllables[index % syllables.length] ?? '';
  return Array.from({ length: count }, (_, index) => syllable(index + round) + syllable(index * 7 + round * 5)).join(
    ' ',
  );
}
