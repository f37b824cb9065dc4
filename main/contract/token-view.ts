import { z } from 'zod';
import { messageIdSchema } from './ids.ts';

/** How many alternatives are told for each token. */
export const alternativesShown = 10;

const likelyToken = z.object({
  id: z.number().int().nonnegative(),
  /** How it looks alone: part of a character shows as `�`. */
  text: z.string(),
  /** Of all tokens at this place, 0–1, as the model has it: temperature 1, no other sampler. */
  probability: z.number().min(0).max(1),
  /** A control token such as the end of a turn; nothing to go on from. */
  isSpecial: z.boolean(),
});

/** One token of a finished reply. */
export const scoredTokenSchema = likelyToken.extend({
  /** Where its text begins in the reply's reasoning or text (UTF-16 units); null for marks that stand in neither. */
  kind: z.enum(['text', 'reasoning']).nullable(),
  offset: z.number().int().nonnegative(),
  /** Natural logarithm of its probability, exact where `probability` rounds to 0. */
  logProbability: z.number(),
  /** Shannon entropy of the distribution at this place, bits. */
  entropyBits: z.number().nonnegative(),
  /** The likeliest ones, likeliest first; the chosen one among them when it is one of them. */
  alternatives: z.array(likelyToken).readonly(),
});
export type ScoredToken = z.infer<typeof scoredTokenSchema>;

/** Computed from the tokens. Perplexity is exp of the mean negative log-probability (Jelinek et al., 1977). */
export const confidenceSchema = z.object({
  tokens: z.number().int().nonnegative(),
  meanProbability: z.number(),
  perplexity: z.number(),
  /** Share of tokens that were the model's first choice. */
  firstChoiceShare: z.number(),
  /** Places of the least certain tokens, least certain first. */
  leastCertain: z.array(z.number().int().nonnegative()).readonly(),
});
export type Confidence = z.infer<typeof confidenceSchema>;

export const tokenViewInputSchema = z.object({
  replyId: messageIdSchema,
  /** Whether the model may be loaded for it. */
  mayLoad: z.boolean(),
});

export type TokenViewEvent =
  /** The model is not loaded and may not be, or there is no prompt to judge against. */
  | { readonly type: 'unavailable'; readonly why: 'not-loaded' | 'no-prompt' | 'no-text' | 'model-gone' }
  | { readonly type: 'progress'; readonly phase: 'loading' | 'evaluating'; readonly fraction: number }
  | { readonly type: 'tokens'; readonly start: number; readonly tokens: readonly ScoredToken[] }
  | { readonly type: 'done'; readonly confidence: Confidence; readonly isExact: boolean };

/** Another token at this place, and the model goes on from there: a new version of the reply. */
export const branchAtTokenInputSchema = z.object({
  replyId: messageIdSchema,
  place: z.number().int().nonnegative(),
  tokenId: z.number().int().nonnegative(),
});
