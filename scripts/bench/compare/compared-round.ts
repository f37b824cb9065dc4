/** What both sides are asked: four answers to one prompt, all of the same length. */
export const comparedRound = {
  columns: 4,
  /** Of each answer. */
  replyTokens: 192,
  promptWords: 60,
} as const;

/** All answers together. */
export type RoundSample = {
  /** Tokens of all four, over the time from asking to the last of them. */
  readonly tokensPerSecond: number;
  /** Until each of them had begun. */
  readonly begunMs: number;
  readonly promptTokens: number;
};

export type DirectRound = {
  readonly modelPath: string;
  readonly threads: number;
  readonly round: number;
  /** Else one after the other. */
  readonly isTogether: boolean;
};

const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'le', 'mi', 'no', 'pu', 'ra', 'se', 'ti', 'vo', 'wy', 'za'];

/** Words of the model's invented language, one token each; others in each round, so that nothing can be reused. */
export function roundPrompt(round: number): string {
  const syllable = (index: number): string => syllables[index % syllables.length] ?? '';
  const word = (_: unknown, index: number): string => syllable(index + round) + syllable(index * 7 + round * 5);
  return Array.from({ length: comparedRound.promptWords }, word).join(' ');
}
