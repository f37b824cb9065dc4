import { z } from 'zod';
import { replyStatsSchema } from '../contract/chat.ts';
import { appErrorDataSchema } from '../contract/errors.ts';
import { loadedModelInfoSchema } from '../contract/models.ts';

/** Both ends refuse to work with another version: an update may leave an old runner file beside a new app. */
export const protocolVersion = 1;

const requestId = z.number().int().positive();
const tokenCount = z.number().int().nonnegative();
const bytes = z.number().nonnegative();

export const samplingSchema = z.object({
  temperature: z.number().min(0).max(10),
  topP: z.number().min(0).max(1),
  topK: z.number().int().min(0).max(1_000_000),
  minP: z.number().min(0).max(1),
  seed: z.number().int().min(0).max(0xffff_ffff).nullable(),
  maxTokens: z.number().int().positive().nullable(),
});

const turnSchema = z.object({ role: z.enum(['system', 'user', 'assistant']), text: z.string() });

/** App → runner. `requestId` ties every answer to its question. */
export const runnerCommandSchema = z.discriminatedUnion('type', [
  /** Starts the native engine. Threads are compute threads. */
  z.object({
    type: z.literal('hello'),
    requestId,
    protocolVersion: z.number(),
    threads: z.number().int().min(1).max(1024),
  }),
  z.object({
    type: z.literal('load'),
    requestId,
    modelPath: z.string().min(1),
    contextSize: z.number().int().min(16).max(16_777_216).nullable(),
    trainedContextLength: z.number().int().positive(),
    /** Reads every weight and refuses impossible ones: slow, for probes. */
    isTensorCheckOn: z.boolean(),
  }),
  z.object({ type: z.literal('generate'), requestId, turns: z.array(turnSchema).min(1), sampling: samplingSchema }),
  /** Stops the generation with this id; it still answers `done`. Unknown ids are ignored: it may just have ended. */
  z.object({ type: z.literal('cancel'), requestId }),
  z.object({ type: z.literal('memory'), requestId }),
  z.object({ type: z.literal('shutdown') }),
]);
export type RunnerCommand = z.infer<typeof runnerCommandSchema>;
export type HelloCommand = Extract<RunnerCommand, { type: 'hello' }>;
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
    /** Free memory of graphics cards that is not part of this computer's own memory. */
    freeVideoMemoryBytes: bytes,
  }),
  z.object({ type: z.literal('load-progress'), requestId, fraction: z.number().min(0).max(1) }),
  z.object({ type: z.literal('loaded'), requestId, info: loadedModelInfoSchema, residentBytes: bytes }),
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
    stopReason: z.enum(['end', 'max-tokens', 'context-full', 'stopped']),
    stats: replyStatsSchema,
    residentBytes: bytes,
  }),
  z.object({ type: z.literal('memory'), requestId, residentBytes: bytes }),
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
