import { z } from 'zod';
import { replyStatsSchema } from '../contract/chat.ts';
import {
  reasoningSettingsSchema,
  samplingSchema,
  structureSchema,
  templateVariablesSchema,
} from '../contract/chat-settings.ts';
import { appErrorDataSchema } from '../contract/errors.ts';
import { cacheTypeSchema, loadLimits } from '../contract/load-settings.ts';
import { backendProblemSchema } from '../contract/machine.ts';
import { gpuBackendSchema, loadedModelInfoSchema } from '../contract/models.ts';
import { promptTextSchema, promptTokenSchema, templateTruthSchema } from '../contract/prompt.ts';
import { scoredTokenSchema } from '../contract/token-view.ts';

/** Both ends refuse to work with another version: an update may leave an old runner file beside a new app. */
export const protocolVersion = 4;

const requestId = z.number().int().positive();
const tokenCount = z.number().int().nonnegative();
const bytes = z.number().nonnegative();
const tokenId = z.number().int().nonnegative();

const turnSchema = z.object({
  role: z.enum(['system', 'user', 'assistant']),
  text: z.string(),
  reasoning: z.string().optional(),
});

/** Sampling of a reply has its seed. */
const drawnSamplingSchema = samplingSchema.extend({ seed: samplingSchema.shape.seed.unwrap() });

/** `ReplyShape` of the port. */
const shapeSchema = z.object({
  reasoning: reasoningSettingsSchema,
  templateVariables: templateVariablesSchema,
  structure: structureSchema,
});

/** `ReplyPrefix` of the port. */
const prefixSchema = z.object({
  text: z.string(),
  reasoning: z.string(),
  isThoughtClosed: z.boolean(),
  tokens: z.array(tokenId).readonly().optional(),
});

/** `RunnerScore` of the port. */
const scoreSchema = scoredTokenSchema.omit({ kind: true, offset: true });
export type TokenScore = z.infer<typeof scoreSchema>;

const within = ({ least, most }: { readonly least: number; readonly most: number }) =>
  z.number().int().min(least).max(most);

/** `RunnerSettings` of the port: everything bounded, because the engine takes negative sizes and NaN without a word. */
export const runnerSettingsSchema = z.object({
  backend: gpuBackendSchema.nullable(),
  gpuLayers: z.union([within(loadLimits.gpuLayers), z.literal('max')]).nullable(),
  contextSize: z.number().int().min(16).max(loadLimits.contextSize.most).nullable(),
  threads: within(loadLimits.threads).nullable(),
  batchSize: within(loadLimits.batchSize).nullable(),
  flashAttention: z.boolean().nullable(),
  keyCacheType: cacheTypeSchema,
  valueCacheType: cacheTypeSchema,
  usesMemoryMap: z.boolean(),
  locksMemory: z.boolean(),
  adapters: z
    .array(z.object({ path: z.string().min(1), scale: z.number() }))
    .max(loadLimits.adapters)
    .readonly(),
  chatTemplate: z.string().max(loadLimits.chatTemplateLength).nullable(),
  draftPath: z.string().min(1).nullable(),
});

/** App → runner. `requestId` ties every answer to its question. */
export const runnerCommandSchema = z.discriminatedUnion('type', [
  /** Starts the native engine with one backend; null takes the best that works. Threads are compute threads. */
  z.object({
    type: z.literal('hello'),
    requestId,
    protocolVersion: z.number(),
    backend: gpuBackendSchema.nullable(),
    threads: z.number().int().min(1).max(1024),
  }),
  /** From the next batch on; a runner's share changes as others are loaded and unloaded. */
  z.object({ type: z.literal('set-threads'), threads: z.number().int().min(1).max(1024) }),
  z.object({
    type: z.literal('load'),
    requestId,
    modelPath: z.string().min(1),
    settings: runnerSettingsSchema,
    trainedContextLength: z.number().int().positive(),
    /** Requests that are answered at once; each gets a context of its own. */
    sequences: within(loadLimits.sequences),
    /** Reads every weight and refuses impossible ones: slow, for probes. */
    isTensorCheckOn: z.boolean(),
  }),
  z.object({
    type: z.literal('generate'),
    requestId,
    turns: z.array(turnSchema).min(1).readonly(),
    sampling: drawnSamplingSchema,
    shape: shapeSchema,
    prefix: prefixSchema.nullable(),
  }),
  /** The text a conversation becomes; nothing is evaluated. Answered by `rendered`. */
  z.object({
    type: z.literal('render'),
    requestId,
    turns: z.array(turnSchema).min(1).readonly(),
    shape: shapeSchema.omit({ structure: true }).nullable(),
    prefix: prefixSchema.nullable(),
  }),
  z.object({
    type: z.literal('tokenize'),
    requestId,
    prompt: promptTextSchema,
    limit: z.number().int().positive().max(1_000_000),
  }),
  /** How many tokens each text is in a prompt. Answered by `counted`. */
  z.object({ type: z.literal('count'), requestId, texts: z.array(z.string()).readonly() }),
  /** Judges the tokens of a reply where they stand. Answered by `scores` for each group, then `scored`. */
  z.object({
    type: z.literal('score'),
    requestId,
    prompt: promptTextSchema,
    tokens: z.array(tokenId).readonly().nullable(),
    reply: z.string(),
    alternatives: z.number().int().min(0).max(100),
  }),
  /** Evaluates made-up tokens in an empty context and samples from them. Answered by `measured`. */
  z.object({
    type: z.literal('measure'),
    requestId,
    promptTokens: z.number().int().min(1).max(1_000_000),
    replyTokens: z.number().int().min(1).max(100_000),
    usesDraft: z.boolean(),
  }),
  /** Evaluates one token: whether the engine and its card still work. Answered by `healthy` or `error`. */
  z.object({ type: z.literal('check'), requestId }),
  /** Stops the generation with this id; it still answers `done`. Unknown ids are ignored: it may just have ended. */
  z.object({ type: z.literal('cancel'), requestId }),
  z.object({ type: z.literal('memory'), requestId }),
  z.object({ type: z.literal('shutdown') }),
]);
export type RunnerCommand = z.infer<typeof runnerCommandSchema>;
export type LoadCommand = Extract<RunnerCommand, { type: 'load' }>;
export type GenerateCommand = Extract<RunnerCommand, { type: 'generate' }>;

/** What a runner is doing; also names the moment of a crash. */
export const runnerPhaseSchema = z.enum(['starting', 'loading', 'idle', 'prefilling', 'generating']);
export type RunnerPhase = z.infer<typeof runnerPhaseSchema>;

/** Runner → app. */
export const runnerReportSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ready'),
    requestId,
    protocolVersion: z.number(),
    engineVersion: z.string(),
    llamaCppVersion: z.string(),
    /** The backend that was started. */
    backend: gpuBackendSchema,
    /** Why it is another one than asked for, or `none`. */
    problem: backendProblemSchema,
    /** The library's own words about it, without folders. */
    detail: z.string().nullable(),
    devices: z.array(z.string()),
    processorFeatures: z.array(z.string()),
    /** Memory of graphics cards that is not part of this computer's own memory. */
    freeVideoMemoryBytes: bytes,
    totalVideoMemoryBytes: bytes,
  }),
  z.object({ type: z.literal('load-progress'), requestId, fraction: z.number().min(0).max(1) }),
  z.object({
    type: z.literal('loaded'),
    requestId,
    info: loadedModelInfoSchema,
    residentBytes: bytes,
    videoMemoryBytes: bytes,
  }),
  /** Once for each generation, before anything is evaluated. */
  promptTextSchema.extend({
    type: z.literal('prompt'),
    requestId,
    tokenCount,
    template: templateTruthSchema,
    replyStart: z.number().int().nonnegative().nullable(),
  }),
  z.object({
    type: z.literal('prefill'),
    requestId,
    doneTokens: tokenCount,
    totalTokens: tokenCount,
    reusedTokens: tokenCount,
  }),
  /** `seq` counts from 0 without gaps; `tokens` is how many the piece was made of. */
  z.object({
    type: z.literal('delta'),
    requestId,
    seq: tokenCount,
    kind: z.enum(['text', 'reasoning']),
    text: z.string(),
    tokens: tokenCount,
  }),
  /** Tokens are being evaluated although nothing can be shown yet. */
  z.object({ type: z.literal('progress'), requestId }),
  z.object({
    type: z.literal('done'),
    requestId,
    stopReason: z.enum(['end', 'max-tokens', 'stop-text', 'context-full', 'stopped']),
    stats: replyStatsSchema,
    /** Of what is shown of the reply, in order: the one that ended it and marks around thoughts included. */
    tokens: z.array(tokenId).readonly().nullable(),
    residentBytes: bytes,
    videoMemoryBytes: bytes,
  }),
  z.object({
    type: z.literal('memory'),
    requestId,
    residentBytes: bytes,
    videoMemoryBytes: bytes,
    /** What graphics cards of their own have free now; as `ready` said it, but fresh. */
    freeVideoMemoryBytes: bytes,
  }),
  promptTextSchema.extend({ type: z.literal('rendered'), requestId, tokenCount, template: templateTruthSchema }),
  z.object({ type: z.literal('tokenized'), requestId, tokens: z.array(promptTokenSchema), totalTokens: tokenCount }),
  z.object({ type: z.literal('counted'), requestId, counts: z.array(tokenCount).readonly() }),
  /** `start`: the place of the first one among the `total` tokens of the reply. */
  z.object({
    type: z.literal('scores'),
    requestId,
    start: tokenCount,
    total: tokenCount,
    scores: z.array(scoreSchema).readonly(),
  }),
  /** Every token was judged, or it was stopped. */
  z.object({ type: z.literal('scored'), requestId, residentBytes: bytes, videoMemoryBytes: bytes }),
  z.object({
    type: z.literal('measured'),
    requestId,
    promptTokens: tokenCount,
    promptMs: bytes,
    replyTokens: tokenCount,
    replyMs: bytes,
    draftAccepted: tokenCount,
    draftGuessed: tokenCount,
    residentBytes: bytes,
    videoMemoryBytes: bytes,
  }),
  z.object({ type: z.literal('healthy'), requestId }),
  /** `requestId` is null when the runner itself broke; it ends right after. */
  z.object({
    type: z.literal('error'),
    requestId: requestId.nullable(),
    error: appErrorDataSchema,
    phase: runnerPhaseSchema,
  }),
]);
export type RunnerReport = z.infer<typeof runnerReportSchema>;
export type DoneReport = Extract<RunnerReport, { type: 'done' }>;

const maxDetailLength = 200;
/** An absolute path up to its last separator. Folder names may hold spaces, but neither begin nor end with one. */
const folders = /(?<![\w.)])(?:[A-Za-z]:)?[\\/](?:[^\s:,'"\\/](?:[^:,'"\\/]*[^\s:,'"\\/])?[\\/])+/g;

/** First line only, without folders: details are shown to people and written to logs. */
export function shortDetail(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  const withoutFolders = line.replace(folders, '');
  return withoutFolders.length > maxDetailLength ? `${withoutFolders.slice(0, maxDetailLength)}…` : withoutFolders;
}
