import { z } from 'zod';
import { repoIdSchema, repoPathSchema } from './hub.ts';
import { conversationIdSchema, modelIdSchema } from './ids.ts';

/** What the outside world may ask the page to show. The page decides; a file is only ever offered for import. */
export const openRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('conversation'), conversationId: conversationIdSchema }),
  z.object({ kind: z.literal('model'), modelId: modelIdSchema }),
  z.object({ kind: z.literal('hub-model'), repo: repoIdSchema, file: repoPathSchema.nullable() }),
  /** Absolute, on this computer. */
  z.object({ kind: z.literal('model-file'), path: z.string().min(1).max(4_096) }),
]);
export type OpenRequest = z.infer<typeof openRequestSchema>;
