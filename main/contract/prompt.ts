import { z } from 'zod';
import { messageIdSchema } from './ids.ts';

/** How conversations become prompts with a loaded model. */
export const templateTruthSchema = z.object({
  /** `file`: the model's own; `override`: the person's; `none`: the file has none and a plain form is used. */
  source: z.enum(['file', 'override', 'none']),
  /** `template`: the text is rendered from the template itself; `wrapper`: by the binding's wrapper of this name. */
  renderer: z.enum(['template', 'wrapper']),
  /**
   * The wrapper the binding would choose. Null until that was looked at, which takes the binding half a second and more:
   * it waits until nobody waits for the model.
   */
  wrapper: z.string().nullable(),
  /** Whether that wrapper makes the very prompt the template makes; null while or where there is nothing to compare. */
  isWrapperFaithful: z.boolean().nullable(),
  /** Why the template cannot be used, in its engine's words; null when it can. */
  problem: z.string().nullable(),
  /** Marks around thoughts, such as `<think>`; null for a model that does not mark any. */
  reasoning: z.object({ opening: z.string(), closing: z.string() }).nullable(),
  takesSystemRole: z.boolean(),
  takesTools: z.boolean(),
  /** Whether it heeds being told to think or not, and how much; records of before this was looked at say no. */
  takesThinkingSwitch: z.boolean().default(false),
  takesEffort: z.boolean().default(false),
});
export type TemplateTruth = z.infer<typeof templateTruthSchema>;

/** A prompt's text, with what it takes to read it as the model did. */
export const promptTextSchema = z.object({
  text: z.string(),
  /** Where words of the conversation spell a special token (UTF-16 units): the model reads them as plain text. */
  literals: z.array(z.number().int().nonnegative()).readonly(),
});
export type PromptText = z.infer<typeof promptTextSchema>;

/** The exact text a reply was generated from. */
export const replyPromptSchema = promptTextSchema.extend({
  replyId: messageIdSchema,
  tokenCount: z.number().int().nonnegative(),
  template: templateTruthSchema,
  /** Where in the text the reply's own beginning starts, when it had one (UTF-16 units); null: behind the text. */
  replyStart: z.number().int().nonnegative().nullable().default(null),
});
export type ReplyPrompt = z.infer<typeof replyPromptSchema>;

/** One token as the model has it. `text` is how it looks alone: part of a character shows as `�`. */
export const promptTokenSchema = z.object({
  id: z.number().int().nonnegative(),
  text: z.string(),
  /** A control token such as the end of a turn. */
  isSpecial: z.boolean(),
});
export type PromptToken = z.infer<typeof promptTokenSchema>;

/** Chips on a screen: nobody reads more, and a page would take seconds to lay them out. */
export const mostPromptTokens = 5000;
export const promptInputSchema = z.object({ replyId: messageIdSchema });
export const promptTokensInputSchema = promptInputSchema.extend({
  /** Whether the model may be loaded for it. */
  mayLoad: z.boolean(),
});
/** The first tokens of a prompt, and how many there are. */
export type PromptTokens = { readonly tokens: readonly PromptToken[]; readonly totalTokens: number };
