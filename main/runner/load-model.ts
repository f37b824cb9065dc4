import type {
  LlamaContext,
  LlamaContextOptions,
  LlamaContextSequence,
  LlamaModel,
  LlamaModelOptions,
} from 'node-llama-cpp';
import type { CpuReason, LoadedModelInfo } from '../contract/models.ts';
import { createBatchPace, type SequencePace } from './batch-pace.ts';
import { createChunkSizer, type ChunkSizer } from './chunk-sizer.ts';
import { createDraft, type Draft } from './draft.ts';
import { waitForLog } from './engine-log.ts';
import { evaluateOnce } from './evaluate-once.ts';
import { toAppError, toLoadError } from './failure.ts';
import { createMemoryMeter, engineMemory, type MemoryFigures } from './memory-figures.ts';
import { watchMappedFiles, type MappedFiles } from './model-files.ts';
import { assertSettings, contextOptions, draftContextOptions, draftModelOptions, modelOptions } from './open-model.ts';
import type { LoadCommand } from './protocol.ts';
import type { Engine } from './start-engine.ts';
import { createPromptTemplate, type PromptTemplate } from './template/prompt-template.ts';

/** What all requests share. */
export type LoadedModel = {
  readonly info: LoadedModelInfo;
  readonly model: LlamaModel;
  readonly context: LlamaContext;
  /** As many requests are answered at once. */
  readonly sequences: readonly ModelSequence[];
  readonly promptTemplate: PromptTemplate;
  /** Before each use of a sequence: `assertUnchanged`. */
  readonly files: MappedFiles;
  /** What this process holds now. */
  memory(): MemoryFigures;
};

/** What belongs to one request at a time. */
export type ModelSequence = {
  readonly sequence: LlamaContextSequence;
  readonly chunkSizer: ChunkSizer;
  /** Null when the settings name none. */
  readonly draft: Draft | null;
  /** Null for a sequence that has its context to itself. */
  readonly pace: SequencePace | null;
};

/** Everything a reply needs. */
export type LoadedSequence = Omit<LoadedModel, 'sequences'> & ModelSequence;

/** Thrown instead of dropping old tokens: nothing a person wrote ever leaves the context unseen. */
export class ContextFullError extends Error {}

/** Reading the weights is nearly all of a load; the rest is the context and the chat template. */
const weightsShare = 0.9;

/**
 * Loads the model with exactly these settings, evaluates one token, so that everything a reply needs is there and was
 * seen to work, and resolves its chat template.
 * @throws AppError `settings-invalid`, `draft-unfit`, `adapter-unfit`, `template-failed`,
 *   `runner-out-of-memory`, `runner-load-failed`.
 */
export async function loadModel(
  engine: Engine,
  command: LoadCommand,
  onProgress: (fraction: number) => void,
): Promise<LoadedModel> {
  const { settings } = command;
  engine.log.take();
  assertSettings(settings, engine);
  if (settings.threads !== null) engine.threads.choose(settings.threads);
  try {
    return await openAll(engine, command, reportSteps(onProgress));
  } catch (error) {
    await waitForLog();
    const errorLines = engine.log.take().errors;
    throw toAppError(toLoadError(error, errorLines), 'runner-load-failed', { errorLines, phase: 'loading' });
  }
}

async function openAll(
  engine: Engine,
  command: LoadCommand,
  progress: (fraction: number) => void,
): Promise<LoadedModel> {
  const startedAtMs = performance.now();
  const { modelPath, settings } = command;
  const meter = await createMemoryMeter(engine);
  // The small one first: automatic layers of the large one take what is left of the card.
  const helper = settings.draftPath === null ? null : await openDraft(engine, command, settings.draftPath);
  const onLoadProgress = (fraction: number): void => progress(fraction * weightsShare);
  const main = await open(
    engine,
    { modelPath, ...modelOptions(command, engine), onLoadProgress },
    contextOptions(command, engine),
  );
  progress(weightsShare);
  const sequences = await openSequences(command.sequences, main.context, helper);
  await evaluateOnce(sequences[0].sequence);
  const promptTemplate = createPromptTemplate(main.model, settings.chatTemplate);
  const counted = engineMemory(helper === null ? [main] : [main, helper]);
  await meter.settle(counted);
  progress(1);
  const info: LoadedModelInfo = {
    ...describe(engine, command, main),
    loadMs: performance.now() - startedAtMs,
    template: promptTemplate.truth,
    hasDraft: helper !== null,
    engineMemory: counted,
  };
  const weightPaths = [modelPath, ...(settings.draftPath === null ? [] : [settings.draftPath])];
  return {
    info,
    ...main,
    sequences,
    promptTemplate,
    files: watchMappedFiles(settings.usesMemoryMap && !settings.locksMemory ? weightPaths : []),
    memory: meter.read,
  };
}

/** Each has its own state, and learns for itself how fast it is. */
async function openSequences(
  count: number,
  context: LlamaContext,
  helper: Opened | null,
): Promise<[ModelSequence, ...ModelSequence[]]> {
  const pace = count > 1 ? createBatchPace() : null;
  const openOne = async (): Promise<ModelSequence> => {
    const sequence = context.getSequence({ contextShift: { size: refuseContextShift } });
    return {
      sequence,
      chunkSizer: createChunkSizer(context.batchSize),
      draft: helper && (await createDraft(helper, sequence)),
      pace: pace?.join() ?? null,
    };
  };
  const sequences: [ModelSequence, ...ModelSequence[]] = [await openOne()];
  while (sequences.length < count) sequences.push(await openOne());
  return sequences;
}

type Opened = { readonly model: LlamaModel; readonly context: LlamaContext };

async function open(engine: Engine, model: LlamaModelOptions, context: LlamaContextOptions): Promise<Opened> {
  const opened = await engine.llama.loadModel(model);
  return { model: opened, context: await engine.threads.whileRaised(() => opened.createContext(context)) };
}

/** @throws AppError `draft-unfit` where its file cannot be loaded; memory that is short is no fault of the file. */
async function openDraft(engine: Engine, command: LoadCommand, modelPath: string): Promise<Opened> {
  try {
    return await open(
      engine,
      { modelPath, ...draftModelOptions(command, engine) },
      draftContextOptions(command, engine),
    );
  } catch (error) {
    await waitForLog();
    throw toAppError(error, 'draft-unfit', { errorLines: engine.log.take().errors, phase: 'loading' });
  }
}

type Description = Omit<LoadedModelInfo, 'loadMs' | 'template' | 'hasDraft' | 'engineMemory'>;

function describe(engine: Engine, { settings }: LoadCommand, { model, context }: Opened): Description {
  const lines = engine.log.take().all;
  return {
    backend: engine.backend,
    gpuLayers: model.gpuLayers,
    layerCount: model.fileInsights.totalLayers,
    contextSize: context.contextSize,
    sequences: context.totalSequences,
    threads: engine.threads.current,
    batchSize: context.batchSize,
    hasFlashAttention: hasFlashAttention(context, lines),
    keyCacheType: settings.keyCacheType,
    valueCacheType: settings.valueCacheType,
    cpuReason: cpuReason(engine, settings, model.gpuLayers),
    adapterCount: settings.adapters.length,
    isMemoryLocked: settings.locksMemory && !lines.some((line) => /failed to (?:m|Virtual)lock/i.test(line)),
  };
}

/** The engine decides when the context is made, also against what was asked, and only its log says how. */
function hasFlashAttention({ flashAttention }: LlamaContext, lines: readonly string[]): boolean {
  const decision = lines.findLast((line) =>
    /flash_attn\s+= (?:en|dis)abled|Flash Attention\b.*\b(?:en|dis)abled/.test(line),
  );
  return decision === undefined ? flashAttention === true : !/disabled/.test(decision);
}

function cpuReason(engine: Engine, settings: LoadCommand['settings'], gpuLayers: number): CpuReason | null {
  if (gpuLayers > 0) return null;
  if (settings.backend === 'cpu' || settings.gpuLayers === 0) return 'chosen';
  return engine.backend === 'cpu' ? 'no-backend' : 'no-room';
}

/** @throws ContextFullError always. */
export function refuseContextShift(): never {
  throw new ContextFullError('The context is full');
}

/** Passes a fraction on when it grew by a hundredth: native code reports often, late and out of order. */
function reportSteps(report: (fraction: number) => void): (fraction: number) => void {
  let lastReported = 0;
  return (fraction) => {
    const bounded = Math.min(1, Math.max(0, fraction));
    if (bounded - lastReported < 0.01) return;
    lastReported = bounded;
    report(bounded);
  };
}
