import type { ReplyStats, StopReason } from '../../contract/chat.ts';
import type { ModelId } from '../../contract/ids.ts';
import type { LoadedModelInfo, ModelRuntime } from '../../contract/models.ts';

/** What a runner needs to load a model. Everything is already checked: the header passed, the numbers are bounded. */
export type LoadRequest = {
  readonly modelId: ModelId;
  /** First part of a split model. */
  readonly modelPath: string;
  readonly sizeBytes: number;
  /** Tokens; null lets the runner choose: the trained length, at most 8,192. */
  readonly contextSize: number | null;
  /** Trained context length: an upper bound for a chosen size. */
  readonly trainedContextLength: number;
};

export type ChatTurn = { readonly role: 'system' | 'user' | 'assistant'; readonly text: string };

export type Sampling = {
  readonly temperature: number;
  readonly topP: number;
  readonly topK: number;
  readonly minP: number;
  /** Null draws a fresh one. */
  readonly seed: number | null;
  /** Null: until the model ends or the context is full. */
  readonly maxTokens: number | null;
};

export type GenerateRequest = {
  /** The last turn is the person's. */
  readonly turns: readonly ChatTurn[];
  readonly sampling: Sampling;
};

export type GenerateEvent =
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
};

export interface LoadedRunner {
  readonly modelId: ModelId;
  readonly info: LoadedModelInfo;
  readonly pid: number;
  /**
   * One generation at a time; a second call waits for the first. Stopping through the signal resolves with
   * `stopped` within 500 ms while prefilling and 100 ms while generating; a runner that does not obey within 3 s is killed.
   * @throws AppError `runner-crashed`, `runner-stalled`, `runner-failed`, `context-overflow`.
   */
  generate(
    request: GenerateRequest,
    options: { readonly signal: AbortSignal; readonly onEvent: (event: GenerateEvent) => void },
  ): Promise<GenerateResult>;
}

export type RuntimeListener = (modelId: ModelId, runtime: ModelRuntime) => void;

/** Runner processes: one for each loaded model. */
export interface RunnerPool {
  /**
   * The model's runner, loading it first when needed. Loads are serialised; an idle runner of another model is ended
   * when memory asks for it. Aborting the signal while loading ends the process.
   * @throws AppError `runner-start-failed`, `runner-load-failed`, `runner-crashed`, `runner-stalled`, `memory-short`;
   *   the signal's reason when aborted.
   */
  acquire(
    request: LoadRequest,
    options: { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void },
  ): Promise<LoadedRunner>;

  /**
   * Loads the file once in a short-lived process, with tensor checks and one evaluated token, and ends it.
   * @throws AppError `model-probe-failed` when the file is to blame; `model-probe-timeout`, `memory-short`,
   *   `runner-start-failed`, `runner-load-failed` (no memory) and `runner-crashed` (ended from outside) when it need not.
   */
  probe(request: LoadRequest, options: { readonly signal: AbortSignal }): Promise<void>;

  /** Ends the model's runner; a reply under way ends as stopped first. Resolves when the process is gone. */
  unload(modelId: ModelId): Promise<void>;

  runtime(modelId: ModelId): ModelRuntime;
  runtimes(): ReadonlyMap<ModelId, ModelRuntime>;
  /** @returns a function that ends the subscription. */
  subscribe(listener: RuntimeListener): () => void;
  /** Resident memory of each runner process, bytes. */
  memory(): Promise<ReadonlyMap<ModelId, number>>;
  /** What another process may have, bytes: the figure that a load is judged by. */
  availableMemoryBytes(): Promise<number>;
  setIdleUnloadMinutes(minutes: number): void;
  /** Ends every process; resolves when all are gone, 3 s at most. */
  dispose(): Promise<void>;
}
