import { z } from 'zod';

const bytes = z.number().nonnegative();

/** What one layer keeps for every token of the context, and for the conversation as a whole. */
export const layerShapeSchema = z.object({
  weightBytes: bytes,
  /** Share of `weightBytes` in experts, of which only some are read for a token. */
  expertBytes: bytes,
  /** Elements of one token's key and value together; 0 for a layer without a cache of its own. */
  cacheElements: z.number().nonnegative(),
  /** Tokens a sliding window keeps; null for full attention. */
  window: z.number().int().positive().nullable(),
  /** Elements of a recurrent state, whatever the context's length. */
  stateElements: z.number().nonnegative(),
});
export type LayerShape = z.infer<typeof layerShapeSchema>;

/** What a judged header says that memory and speed depend on. */
export const modelShapeSchema = z.object({
  architecture: z.string(),
  parameterCount: z.number().positive(),
  vocabularySize: z.number().int().positive(),
  embeddingLength: z.number().int().positive(),
  trainedContextLength: z.number().int().positive(),
  /** Token embeddings: llama.cpp keeps them in main memory. */
  inputBytes: bytes,
  /** What comes after the last layer: norm and output matrix. */
  outputBytes: bytes,
  /** The embeddings, when they serve as output matrix too: read for every token, and copied to a graphics card. */
  sharedOutputBytes: bytes,
  layers: z.array(layerShapeSchema),
  /** Part of the experts read for each token; 1 without experts. */
  activeExpertShare: z.number().min(0).max(1),
});
export type ModelShape = z.infer<typeof modelShapeSchema>;
