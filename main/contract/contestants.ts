import { z } from 'zod';
import { chatSettingsPatchSchema, maxSystemPromptLength, ownChatSettingsSchema } from './chat-settings.ts';
import { contestantIdSchema, modelIdSchema } from './ids.ts';
import { loadSettingsSchema } from './load-settings.ts';

/** Columns of a comparison. */
export const columnLimits = { least: 2, most: 6 } as const;
export const maxContestantNameLength = 120;

/**
 * What is put to the test: a model with the adapters, settings and system prompt it answers with. `load` and `settings`
 * hold what differs from the model's own and from the defaults; a `load` that is empty follows the model's own settings.
 */
export const contestantSetupSchema = z.object({
  modelId: modelIdSchema,
  load: loadSettingsSchema.partial(),
  settings: chatSettingsPatchSchema,
  /** May hold `{{variables}}`; empty for none. */
  systemPrompt: z.string().max(maxSystemPromptLength),
  variables: ownChatSettingsSchema.shape.variables,
});
export type ContestantSetup = z.infer<typeof contestantSetupSchema>;

/**
 * A setup that took part somewhere. What decides its words (file, adapters, template, cache types, sampling, system prompt)
 * never changes: other settings are another contestant. Votes hold on to it when its model is gone.
 */
export const contestantSchema = z.object({
  id: contestantIdSchema,
  /** A person's own, or made from what distinguishes it. */
  name: z.string().min(1).max(maxContestantNameLength),
  isNamedByPerson: z.boolean(),
  setup: contestantSetupSchema,
  modelName: z.string(),
  quantization: z.string(),
  /** What differs from the model as it comes, in short words that are no sentences: `temperature 0.2`, `LoRA poems × 0.5`. */
  differences: z.array(z.string()).readonly(),
  /** Whether its model is on this computer now. */
  isThere: z.boolean(),
  createdAtMs: z.number(),
});
export type Contestant = z.infer<typeof contestantSchema>;

export const renameContestantInputSchema = z.object({
  contestantId: contestantIdSchema,
  /** Null: the automatic name again. */
  name: z.string().trim().min(1).max(maxContestantNameLength).nullable(),
});
