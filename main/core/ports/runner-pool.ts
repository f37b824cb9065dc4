import type { ReplyStats, StopReason } from '../../contract/chat.ts';
import type { AppErrorData } from '../../contract/errors.ts';
import type { BackendTruth } from '../../contract/machine.ts';
import type { ModelId } from '../../contract/ids.ts';
import type { CacheType } from '../../contract/load-settings.ts';
import type { FreeMemory, LoadPlan } from '../../contract/load-plan.ts';
import type { CrashReport, GpuBackend, LoadedModelInfo, ModelRuntime } from '../../contract/models.ts';
import type { PromptText, PromptToken, TemplateTruth } from '../../contract/prompt.ts';
import type { ReasoningSettings, Sampling, Structure, TemplateVariables } from '../../contract/chat-settings.ts';
import type { ScoredToken } from '../../contract/token-view.ts';

/** Load settings in the runner's words: ids are paths, every number is bounded. Null is the runner's own choice. */
export type RunnerSettings = {
  /** Null: the best one that works. */
  readonly backend: GpuBackend | null;
  readonly gpuLayers: number | 'max' | null;
  /** Tokens; null: the trained length, at most 8,192. */
  readonly contextSize: number | null;
  /** Null: this runner's share of the compute threads. */
  readonly threads: number | null;
  readonly batchSize: number | null;
  readonly flashAttention: boolean | null;
  readonly keyCacheType: CacheType;
  readonly valueCacheType: CacheType;
  readonly usesMemoryMap: boolean;
  readonly locksMemory: boolean;
  readonly adapters: readonly { readonly path: string; readonly scale: number }[];
  readonly chatTemplate: string | null;
  readonly draftPath: string | null;
};

/** What a runner needs to load a model. Everything is already checked: the header passed, the numbers are bounded. */
export type LoadRequest = {
  readonly modelId: ModelId;
  /** First part of a split model. */
  readonly modelPath: string;
  /** Of everything that is read: all parts, adapters and the draft. */
  readonly sizeBytes: number;
  /** Trained context length: an upper bound for a chosen size. */
  readonly trainedContextLength: number;
  readonly settings: RunnerSettings;
  /**
   * Replies that it would be good to write at once; 1 when absent. A wish, not a condition: as many as there is room for
   * without ending another model, and further replies wait.
   */
  readonly sequences?: number;
  /** What the load would take with so many sequences, given what is free at that moment. */
  readonly plan: (free: FreeMemory, sequences?: number) => LoadPlan;
  /** Loads although it does not fit or is quarantined: the person insists. */
  readonly isInsisted: boolean;
  /** Not ended to make room or for being idle. */
  readonly keepsLoaded: boolean;
  /** Null: the app's setting; 0 never. */
  readonly idleUnloadMinutes: number | null;
};

export type ChatTurn = {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
  /** An assistant's thoughts; whether later turns see them is the template's decision. */
  readonly reasoning?: string;
};

/** Sampling with its seed drawn: what a reply is made with can be made again. */
export type DrawnSampling = Sampling & { readonly seed: number };

/** The beginning of a reply that is there already; the model goes on from it. */
export type ReplyPrefix = {
  readonly text: string;
  readonly reasoning: string;
  /** False: the thoughts are still open, and the model goes on thinking. Only where `text` is empty. */
  readonly isThoughtClosed: boolean;
  /** The exact tokens of it, marks around thoughts included, where they are known: text alone may be divided otherwise. */
  readonly tokens?: readonly number[];
};

/** What the template and the form of the reply are told. */
export type ReplyShape = {
  readonly reasoning: ReasoningSettings;
  readonly templateVariables: TemplateVariables;
  readonly structure: Structure;
};

export type GenerateRequest = {
  /** The last turn is the person's, unless the conversation begins with the model. */
  readonly turns: readonly ChatTurn[];
  readonly sampling: DrawnSampling;
  readonly shape: ReplyShape;
  readonly prefix: ReplyPrefix | null;
};

/** Tokens of a finished reply, each judged where it stands. */
export type ScoreRequest = {
  readonly prompt: PromptText;
  /** The exact tokens after the prompt; null reads `reply` instead, which may divide its text otherwise. */
  readonly tokens: readonly number[] | null;
  /** The reply as text, marks around its thoughts included. */
  readonly reply: string;
  readonly alternatives: number;
};
/** `offset` and `kind` are left to whoever knows the message. */
export type RunnerScore = Omit<ScoredToken, 'kind' | 'offset'>;

export type GenerateEvent =
  /** Once, before anything is evaluated: the exact text the reply is generated from. */
  | (PromptText & {
      readonly type: 'prompt';
      readonly tokenCount: number;
      readonly template: TemplateTruth;
      /** Where in the text the reply's own beginning starts; null when it has none. */
      readonly replyStart: number | null;
    })
  | {
      readonly type: 'prefill';
      readonly doneTokens: number;
      readonly totalTokens: number;
      readonly reusedTokens: number;
    }
  | { readonly type: 'delta'; readonly kind: 'text' | 'reasoning'; readonly text: string };

export type GenerateResult = {
  readonly stopReason: Exclude<StopReason, 'interrupted' | 'failed'>;
  /** `loadMs` is 0 here: the pool does not know which reply a load was for. */
  readonly stats: ReplyStats;
  /**
   * The whole reply's tokens in order, those it began with, the one that ended it and marks around thoughts included; null
   * when they are not known.
   */
  readonly tokens: readonly number[] | null;
};

export type MeasureRequest = {
  readonly promptTokens: number;
  readonly replyTokens: number;
  /** Whether a loaded draft model may guess ahead. */
  readonly usesDraft: boolean;
};
/**
 * One round. Milliseconds of evaluating the prompt up to the reply's first token, and of the tokens after it; these are
 * what `replyTokens` counts, so a rate is one divided by the other.
 */
export type MeasureResult = {
  readonly promptTokens: number;
  readonly promptMs: number;
  readonly replyTokens: number;
  readonly replyMs: number;
  /** Guessed tokens that were right, and all guessed ones. */
  readonly draftAccepted: number;
  readonly draftGuessed: number;
  readonly residentBytes: number;
  readonly videoMemoryBytes: number;
};

export interface LoadedRunner {
  readonly modelId: ModelId;
  readonly info: LoadedModelInfo;
  readonly pid: number;
  /**
   * As many generations at once as the model has sequences; a further call waits for its turn. Stopping through the signal resolves with
   * `stopped` within 500 ms while prefilling and 100 ms while generating; a runner that does not obey within 3 s is killed.
   * @throws AppError `runner-crashed`, `runner-out-of-memory`, `runner-stalled`, `runner-failed`, `context-overflow`,
   *   `template-failed`, `model-changed`, `grammar-invalid`, `schema-invalid`.
   */
  generate(
    request: GenerateRequest,
    options: { readonly signal: AbortSignal; readonly onEvent: (event: GenerateEvent) => void },
  ): Promise<GenerateResult>;
  /** The text a conversation becomes, without evaluating it. @throws AppError `template-failed`, `runner-*`. */
  render(
    turns: readonly ChatTurn[],
    shape?: Pick<ReplyShape, 'reasoning' | 'templateVariables'>,
    prefix?: ReplyPrefix | null,
  ): Promise<PromptText & { tokenCount: number; template: TemplateTruth }>;
  /** How many tokens each text is inside a prompt, special spellings read as words. Evaluates nothing. @throws AppError `runner-*`. */
  count(texts: readonly string[]): Promise<readonly number[]>;
  /** The tokens of a text as a prompt has them, special ones included; at most `limit`. @throws AppError `runner-*`. */
  tokenize(prompt: PromptText, limit: number): Promise<{ tokens: readonly PromptToken[]; totalTokens: number }>;
  /**
   * Judges each token of a reply, telling them in groups, in order; waits its turn like a generation. Resolves early when
   * the signal stops it. @throws AppError `context-overflow`, `model-changed`, `runner-*`.
   */
  score(
    request: ScoreRequest,
    options: {
      readonly signal: AbortSignal;
      readonly onScores: (start: number, scores: readonly RunnerScore[], total: number) => void;
    },
  ): Promise<void>;
  /** Evaluates made-up tokens and samples from them, with nothing beside it. @throws AppError `runner-*`. */
  measure(request: MeasureRequest, options: { readonly signal: AbortSignal }): Promise<MeasureResult>;
}

export type RuntimeListener = (modelId: ModelId, runtime: ModelRuntime) => void;

/** What the pool tells whoever keeps records. */
export type PoolObserver = {
  /** After a load and its first evaluation: what it took, beside what was planned. */
  readonly onLoaded: (request: LoadRequest, plan: LoadPlan, info: LoadedModelInfo, memory: MeasuredMemory) => void;
  readonly onCrashed: (modelId: ModelId, crash: CrashReport) => void;
  /** A runner that had crashed before has worked: its record is clean again. */
  readonly onWorked: (modelId: ModelId) => void;
  readonly onReloaded: (modelId: ModelId, reason: 'resumed' | 'driver-lost', failure: AppErrorData | null) => void;
};
/** Resident memory of the process, and what graphics cards gave it. */
export type MeasuredMemory = { readonly residentBytes: number; readonly videoMemoryBytes: number };

/** Runner processes: one for each loaded model. */
export interface RunnerPool {
  /**
   * The model's runner, loading it first when needed. Loads are serialised. A load that does not fit ends idle runners,
   * as few as needed, the one used longest ago first; when all of them are not enough it is refused with figures and the
   * context that would fit, and none is ended. Busy runners are not waited for; nothing is shrunk unasked. Aborting the
   * signal while loading ends the process. A runner with fewer sequences than wished for is loaded anew only when it is idle
   * and there is room for more; one with more serves as it is.
   * @throws AppError `runner-*`, `memory-short`, `backend-unavailable`, `adapter-unfit`, `draft-unfit`,
   *   `template-failed`, `model-changed`; `RunnerUnloaded`; the signal's reason when aborted.
   */
  acquire(
    request: LoadRequest,
    options: { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void },
  ): Promise<LoadedRunner>;

  /** The model's runner when it is loaded with whatever settings, else null. Never loads. */
  loaded(modelId: ModelId): LoadedRunner | null;

  /**
   * Loads the file once in a short-lived process, with tensor checks and one evaluated token, and ends it.
   * @throws AppError `model-probe-failed` when the file is to blame; `model-probe-timeout`, `memory-short`,
   *   `runner-start-failed`, `runner-load-failed` (no memory) and `runner-crashed` (ended from outside) when it need not.
   */
  probe(request: LoadRequest, options: { readonly signal: AbortSignal }): Promise<void>;

  /**
   * Ends the model's runner; a reply under way ends as stopped first, and whoever waits for its load gets
   * `RunnerUnloaded`. Resolves when the process is gone.
   */
  unload(modelId: ModelId): Promise<void>;
  /** How a loaded model is kept from now on: settings that need no other load. Nothing when it is not loaded. */
  keep(modelId: ModelId, keeping: Pick<LoadRequest, 'keepsLoaded' | 'idleUnloadMinutes'>): void;
  /** A load is likely: a process is started for it when nobody computes and memory is plentiful. */
  warmUp(): void;
  /** Whether a reply or a measurement is under way or waiting. */
  isBusy(modelId: ModelId): boolean;

  runtime(modelId: ModelId): ModelRuntime;
  runtimes(): ReadonlyMap<ModelId, ModelRuntime>;
  /** @returns a function that ends the subscription. */
  subscribe(listener: RuntimeListener): () => void;
  observe(observer: Partial<PoolObserver>): () => void;
  /** Of each runner process. */
  memory(): Promise<ReadonlyMap<ModelId, MeasuredMemory>>;
  /** What the system says is available, bytes, whatever runners hold. Starts nothing. */
  availableMemory(): Promise<number>;
  /** What another load may have: free memory within the limit a person set, idle runners not counted as free. */
  free(): Promise<FreeMemory>;
  /** Idle runners that a load may end, the one used longest ago first, with what that gives back. */
  reclaimable(): Promise<readonly { readonly modelId: ModelId; readonly memory: MeasuredMemory }[]>;
  setIdleUnloadMinutes(minutes: number): void;
  /** What all runners together may take; null for no limit but what is free. */
  setMemoryLimit(bytes: number | null): void;
  /** Every backend tried in a process of its own: what works here, and why the others do not. Kept until `isFresh`. */
  backends(isFresh?: boolean): Promise<EngineFacts>;
  /** The computer woke up, or a card may have been lost: loaded runners are tried, and loaded again when they fail. */
  checkAfterResume(): Promise<void>;
  /** Ends every process; resolves when all are gone, 3 s at most. */
  dispose(): Promise<void>;
}

export type EngineFacts = {
  readonly engineVersion: string;
  readonly llamaCppVersion: string;
  readonly usedBackend: GpuBackend;
  readonly backends: readonly BackendTruth[];
  readonly processorFeatures: readonly string[];
};
