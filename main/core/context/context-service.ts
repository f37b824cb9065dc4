import type { ContextUse, ContextUseInput, OverflowOptions } from '../../contract/context.ts';
import { AppError } from '../../contract/errors.ts';
import type { AttachmentId, ConversationId, ModelId, ProjectId } from '../../contract/ids.ts';
import type { ResolvedChat } from '../chat/plan-reply.ts';
import type { RunnerPool } from '../ports/runner-pool.ts';
import { usualContextSize } from '../runtime/predict-load.ts';
import { countDraft, type WrittenDraft } from './count-draft.ts';
import { createEstimatingRunner } from './estimating-runner.ts';
import { largerContext, type LargerContextPorts } from './larger-context.ts';
import { measureHistory, type HistoryQuestion, type HistoryTokens } from './measure-history.ts';
import { outcomeOf, summaryChoice } from './overflow-options.ts';
import type { PathCache } from './path-cache.ts';
import type { ContextPlanInput, ContextRunner } from './plan-context.ts';
import { leastRoom, reservedForReply } from './reply-room.ts';
import { nothingUsed, toUse, withDraft } from './to-use.ts';
import type { Counting, TokenCounts } from './token-counts.ts';

export type ContextPorts = LargerContextPorts & {
  readonly paths: PathCache;
  readonly pool: Pick<RunnerPool, 'loaded' | 'isBusy'>;
  readonly findAttachment: (id: AttachmentId) => { readonly name: string; readonly text: string } | null;
  readonly resolveChat: (
    conversationId: ConversationId | null,
    modelId: ModelId,
    projectId: ProjectId | null,
  ) => ResolvedChat;
  readonly counts: TokenCounts;
};

/** Who counts: the model itself, or an estimate in its name. */
type Counter = { readonly runner: ContextRunner; readonly counts: Counting; readonly isExact: boolean };
type Written = {
  readonly history: HistoryQuestion;
  readonly draft: WrittenDraft;
};

/** Always the same, as other paths are. */
const noPath: HistoryQuestion['path'] = [];
/** As much of the context is taken when a larger one is looked for. */
const warmShare = 0.8;
/** Measured histories that are kept: of the policy in force and of the one that is thought about. */
const historiesKept = 3;

/** How much of the context the next message takes, and what can be done when it is too much. */
export class ContextService {
  readonly #ports: ContextPorts;
  #histories: { readonly question: HistoryQuestion; readonly tokens: HistoryTokens }[] = [];

  constructor(ports: ContextPorts) {
    this.#ports = ports;
  }

  /**
   * Answers while somebody types: what was counted is not counted again. A model that writes a reply is left alone, and
   * one that cannot be asked is estimated. @throws AppError `not-found`; the signal's reason.
   */
  async use(input: ContextUseInput, signal: AbortSignal): Promise<ContextUse> {
    const { modelId } = input;
    if (modelId === null) return nothingUsed;
    return this.#counted(modelId, signal, async (counter) => {
      const written = this.#written(input, modelId, counter);
      const use = await toUse(
        { ...written, ...counter, historyTokens: (q) => this.#history(q, counter, signal) },
        signal,
      );
      return { ...use, largerContextSize: await this.#largerSize(modelId, use) };
    });
  }

  /** What each way to go on would do with the message as it is. @throws AppError as `use`. */
  async options(input: ContextUseInput & { readonly modelId: ModelId }, signal: AbortSignal): Promise<OverflowOptions> {
    const { modelId } = input;
    return this.#counted(modelId, signal, async (counter) => {
      const { runner, counts, isExact } = counter;
      const { history, draft } = this.#written(input, modelId, counter);
      const ofDraft = await countDraft(runner, draft, counts, signal);
      const whole = async (overflow: 'ask' | 'summarise'): Promise<number> => {
        const settings = { ...history.settings, overflow };
        const { systemTokens, historyTokens } = await this.#history({ ...history, settings }, counter, signal);
        return systemTokens + historyTokens + ofDraft.tokens;
      };
      const promptTokens = await whole('ask');
      const plan: ContextPlanInput = { ...history, path: withDraft(history.path, draft), prefix: null };
      const { contextSize } = runner.info;
      const room = reservedForReply(contextSize, history.settings.sampling.maxTokens);
      return {
        isExact,
        contextSize,
        promptTokens,
        roomForReply: promptTokens + leastRoom > contextSize ? 0 : contextSize - promptTokens - 1,
        dropOldest: await outcomeOf('drop-oldest', plan, counts, signal),
        keepEnds: await outcomeOf('keep-ends', plan, counts, signal),
        summarise: await summaryChoice({ ...plan, promptTokens: await whole('summarise') }, counts, signal),
        larger: await largerContext({ modelId, contextSize, neededTokens: promptTokens + room }, this.#ports),
      };
    });
  }

  /** By the model where it can be asked; a failure of its own is no reason to show nothing. */
  async #counted<T>(modelId: ModelId, signal: AbortSignal, work: (counter: Counter) => Promise<T>): Promise<T> {
    const { pool, counts } = this.#ports;
    const loaded = pool.loaded(modelId);
    const estimated = (): Promise<T> => {
      const contextSize = loaded?.info.contextSize ?? this.#contextSizeOf(modelId);
      const runner = createEstimatingRunner(modelId, contextSize, counts);
      return work({ runner, counts: counts.withoutAsking(), isExact: false });
    };
    if (loaded === null || pool.isBusy(modelId)) return estimated();
    try {
      return await work({ runner: loaded, counts, isExact: true });
    } catch (error) {
      if (signal.aborted || !(error instanceof AppError) || error.code === 'not-found') throw error;
      return estimated();
    }
  }

  #written(input: ContextUseInput, modelId: ModelId, { runner }: Counter): Written {
    const { paths, resolveChat, findAttachment } = this.#ports;
    const { conversationId, upToId } = input;
    const { settings, systemPrompt } = resolveChat(conversationId, modelId, input.projectId);
    const path = conversationId === null ? noPath : paths.path(conversationId, upToId);
    const files = input.attachmentIds.flatMap((id) => {
      const file = findAttachment(id);
      return file === null ? [] : [{ id, ...file }];
    });
    return {
      history: { runner, path, systemPrompt, settings },
      draft: { text: input.draft, replyPrefix: input.replyPrefix, files },
    };
  }

  async #history(question: HistoryQuestion, { counts }: Counter, signal: AbortSignal): Promise<HistoryTokens> {
    const known = this.#histories.find((measured) => isSame(measured.question, question));
    if (known) return known.tokens;
    const tokens = await measureHistory(question, counts, signal);
    this.#histories = [{ question, tokens }, ...this.#histories].slice(0, historiesKept);
    return tokens;
  }

  #contextSizeOf(modelId: ModelId): number {
    const { loadSettings, trainedContextLength } = this.#ports;
    const { contextSize } = loadSettings(modelId);
    return Math.min(contextSize === 'auto' ? usualContextSize : contextSize, trainedContextLength(modelId));
  }

  async #largerSize(modelId: ModelId, use: Omit<ContextUse, 'largerContextSize'>): Promise<number | null> {
    const neededTokens =
      use.systemTokens + use.historyTokens + use.leftOutTokens + use.draftTokens + use.reservedTokens;
    const { contextSize } = use;
    if (contextSize === null || neededTokens <= contextSize * warmShare) return null;
    const larger = await largerContext({ modelId, contextSize, neededTokens }, this.#ports).catch(() => null);
    return larger?.contextSize ?? null;
  }
}

/** Whether the same would be counted: the path is the same array as long as nothing of it changed. */
function isSame(one: HistoryQuestion, other: HistoryQuestion): boolean {
  return one.path === other.path && keyOf(one) === keyOf(other);
}

function keyOf({ runner, systemPrompt, settings }: HistoryQuestion): string {
  const { overflow, reasoning, templateVariables } = settings;
  const { modelId, info } = runner;
  const pid = 'pid' in runner ? runner.pid : null;
  return JSON.stringify([modelId, info.contextSize, pid, systemPrompt, overflow, reasoning, templateVariables]);
}
