import { z } from 'zod';
import {
  chatPresetIdSchema,
  conversationIdSchema,
  modelIdSchema,
  projectIdSchema,
  systemPromptIdSchema,
} from './ids.ts';

/** Texts a person writes once and uses often; far above what a context takes. */
export const maxSystemPromptLength = 1_000_000;
const name = z.string().trim().min(1).max(200);

/**
 * How the next token is chosen. The order and meaning of the samplers are llama.cpp's; what is off changes nothing.
 * Sources: nucleus (Holtzman et al., 2020), min-p (Nguyen et al., 2024), DRY and XTC (p-e-w, text-generation-webui
 * pull requests 5677 and 6335).
 */
export const samplingSchema = z.object({
  /** 0 always takes the likeliest token. */
  temperature: z.number().min(0).max(10),
  /** Share of probability that is kept; 1 is off. */
  topP: z.number().min(0).max(1),
  /** How many tokens are kept; 0 is off. */
  topK: z.number().int().min(0).max(1_000_000),
  /** Share of the likeliest token's probability a token needs; 0 is off. */
  minP: z.number().min(0).max(1),
  /** `penalty` 1 is off, as are 0 for the other two. `lastTokens`: how many are looked back at. */
  repeat: z.object({
    penalty: z.number().min(0.1).max(10),
    frequency: z.number().min(-2).max(2),
    presence: z.number().min(-2).max(2),
    lastTokens: z.number().int().min(1).max(1_000_000),
  }),
  /** `strength` 0 is off. It looks back at what this reply has said; `lastTokens` null: at all of it. */
  dry: z.object({
    strength: z.number().min(0).max(10),
    base: z.number().min(1).max(10),
    allowedLength: z.number().int().min(1).max(1000),
    lastTokens: z.number().int().min(1).max(1_000_000).nullable(),
    sequenceBreakers: z.array(z.string().min(1).max(40)).max(32).readonly(),
  }),
  /** `probability` 0 is off. */
  xtc: z.object({ probability: z.number().min(0).max(1), threshold: z.number().min(0).max(1) }),
  /** Null draws a fresh one for each reply; the one drawn is recorded. */
  seed: z.number().int().min(0).max(0xffff_ffff).nullable(),
  /** Null: until the model ends or the context is full. */
  maxTokens: z.number().int().min(1).max(10_000_000).nullable(),
  /** The reply ends before the first of these. */
  stop: z.array(z.string().min(1).max(500)).max(32).readonly(),
});
export type Sampling = z.infer<typeof samplingSchema>;

/** What a reasoning model is told about thinking. Null leaves it to the template. */
export const reasoningSettingsSchema = z.object({
  /** The template's `enable_thinking` or `thinking`. */
  isOn: z.boolean().nullable(),
  /** The template's `reasoning_effort`. */
  effort: z.enum(['low', 'medium', 'high']).nullable(),
  /** Tokens of thought after which the thoughts are closed and the answer begins; 0: no thought at all. */
  budgetTokens: z.number().int().min(0).max(10_000_000).nullable(),
});
export type ReasoningSettings = z.infer<typeof reasoningSettingsSchema>;

/** The form a reply is held to while it is generated. Texts are checked when they are used: a person is still typing. */
export const structureSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  /** Any JSON. */
  z.object({ kind: z.literal('json') }),
  z.object({ kind: z.literal('json-schema'), schema: z.string().max(500_000) }),
  /** llama.cpp's grammar notation. */
  z.object({ kind: z.literal('grammar'), grammar: z.string().max(500_000) }),
]);
export type Structure = z.infer<typeof structureSchema>;

/** What happens when a conversation no longer fits into the context. Nothing is left out unless a person chose it here. */
export const overflowPolicySchema = z.enum([
  'ask', // the reply is refused with the figures
  'drop-oldest',
  'keep-ends', // the first exchange and the newest ones
  'summarise', // what was summarised is sent as its summary; when that is not enough, it is as `ask`
]);
export type OverflowPolicy = z.infer<typeof overflowPolicySchema>;

/** A template's own variables, such as `enable_thinking`, by name. */
export const templateVariablesSchema = z.record(
  z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/),
  z.union([z.string().max(10_000), z.number(), z.boolean()]),
);
export type TemplateVariables = z.infer<typeof templateVariablesSchema>;

const shape = {
  sampling: samplingSchema,
  reasoning: reasoningSettingsSchema,
  structure: structureSchema,
  overflow: overflowPolicySchema,
  templateVariables: templateVariablesSchema,
};

/** Everything that decides how replies of a conversation are made, apart from the model and the words. */
export const chatSettingsSchema = z.object(shape);
export type ChatSettings = z.infer<typeof chatSettingsSchema>;

/** Only what differs from the defaults: an absent key follows them. */
export const chatSettingsPatchSchema = z.object({
  ...chatSettingsSchema.partial().shape,
  sampling: samplingSchema.partial().optional(),
  reasoning: reasoningSettingsSchema.partial().optional(),
});
export type ChatSettingsPatch = z.infer<typeof chatSettingsPatchSchema>;

/** Quiet defaults that suit most instruction-tuned models; a repeat penalty costs speed and is off. */
export const defaultChatSettings: ChatSettings = {
  sampling: {
    temperature: 0.7,
    topP: 0.95,
    topK: 40,
    minP: 0.05,
    repeat: { penalty: 1, frequency: 0, presence: 0, lastTokens: 64 },
    dry: { strength: 0, base: 1.75, allowedLength: 2, lastTokens: null, sequenceBreakers: ['\n', ':', '"', '*'] },
    xtc: { probability: 0, threshold: 0.1 },
    seed: null,
    maxTokens: null,
    stop: [],
  },
  reasoning: { isOn: null, effort: null, budgetTokens: null },
  structure: { kind: 'none' },
  overflow: 'ask',
  templateVariables: {},
};

export const chatPresetSchema = z.object({
  id: chatPresetIdSchema,
  name,
  settings: chatSettingsPatchSchema,
  updatedAtMs: z.number(),
});
export type ChatPreset = z.infer<typeof chatPresetSchema>;

/** A text of the library. `{{name}}` is a variable: built in (see `builtInVariables`) or filled in when it is used. */
export const systemPromptSchema = z.object({
  id: systemPromptIdSchema,
  name,
  text: z.string().max(maxSystemPromptLength),
  updatedAtMs: z.number(),
});
export type SystemPrompt = z.infer<typeof systemPromptSchema>;

/** Variables that the app fills in whenever a reply begins. */
export const builtInVariables = ['date', 'time', 'weekday', 'model', 'language'] as const;
export type BuiltInVariable = (typeof builtInVariables)[number];

/** What a conversation has of its own; null or {} where it follows its project or the defaults. */
export const ownChatSettingsSchema = z.object({
  settings: chatSettingsPatchSchema,
  /** May hold `{{variables}}`. The empty text is a choice too: none. Null follows the project. */
  systemPrompt: z.string().max(maxSystemPromptLength).nullable(),
  /** Values of variables that are not built in. */
  variables: z.record(z.string().max(64), z.string().max(100_000)),
});
export type OwnChatSettings = z.infer<typeof ownChatSettingsSchema>;
export const noOwnChatSettings: OwnChatSettings = { settings: {}, systemPrompt: null, variables: {} };

/** The chat that has not begun has no conversation (null), but may have a project already. */
export const chatSettingsInputSchema = z.object({
  conversationId: conversationIdSchema.nullable(),
  projectId: projectIdSchema.nullable().default(null),
});
export type ChatSettingsInput = z.infer<typeof chatSettingsInputSchema>;

export const saveChatSettingsInputSchema = z.object({
  /** Null: of the chat that has not begun; it takes them along when it begins. */
  conversationId: conversationIdSchema.nullable(),
  own: ownChatSettingsSchema,
});

/** What all chats follow that have nothing of their own. */
export const saveChatDefaultsInputSchema = z.object({ settings: chatSettingsPatchSchema });
export const savePresetInputSchema = z.object({
  id: chatPresetIdSchema.nullable(),
  name,
  settings: chatSettingsPatchSchema,
});
export const saveSystemPromptInputSchema = z.object({
  id: systemPromptIdSchema.nullable(),
  name,
  text: z.string().max(maxSystemPromptLength),
});
export const checkStructureInputSchema = z.object({ structure: structureSchema });

/** How a system prompt would be sent now. */
export const previewPromptInputSchema = z.object({
  text: z.string().max(maxSystemPromptLength),
  variables: ownChatSettingsSchema.shape.variables,
  modelId: modelIdSchema.nullable(),
});
export type PromptVariable = {
  readonly name: string;
  readonly isBuiltIn: boolean;
  /** What stands in its place; null when nobody filled it in, and the text is sent with its name. */
  readonly value: string | null;
};
export type PromptPreview = { readonly text: string; readonly variables: readonly PromptVariable[] };

export type ChatSettingsEvent = {
  readonly type: 'snapshot';
  readonly own: OwnChatSettings;
  /** What holds where the chat has nothing of its own. */
  readonly inherited: { readonly settings: ChatSettings; readonly systemPrompt: string };
  /** With everything that is inherited filled in, variables still in place. */
  readonly effective: { readonly settings: ChatSettings; readonly systemPrompt: string };
  /** Variables of the effective system prompt that nobody filled in: they would be sent by name. */
  readonly unfilled: readonly string[];
};

export type ChatLibraryEvent = {
  readonly type: 'snapshot';
  readonly presets: readonly ChatPreset[];
  readonly systemPrompts: readonly SystemPrompt[];
  /** How all chats differ from `defaultChatSettings`. */
  readonly defaults: ChatSettingsPatch;
};
