import type { Message, ReplyStats } from '../../contract/chat.ts';
import type { Structure } from '../../contract/chat-settings.ts';
import type { ReplyRecord } from '../../contract/context.ts';
import { AppError, type AppErrorData } from '../../contract/errors.ts';
import type { ConversationId, MessageId, ModelId } from '../../contract/ids.ts';
import type { ReplyPrompt } from '../../contract/prompt.ts';
import { describeFailure } from '../app-error.ts';
import type { PathMessage } from '../context/path-message.ts';
import type { Logger } from '../ports/host.ts';
import type { ReplyEnding } from '../ports/repositories.ts';
import type {
  GenerateEvent,
  GenerateRequest,
  GenerateResult,
  LoadedRunner,
  LoadRequest,
  ReplyPrefix,
  RunnerPool,
} from '../ports/runner-pool.ts';
import { RunnerUnloaded } from '../ports/runner-unloaded.ts';
import { addStats } from './add-stats.ts';
import type { LiveReply } from './live-reply.ts';
import { planReply, type PlanPorts } from './plan-reply.ts';

export type GenerationInput = {
  readonly reply: LiveReply;
  readonly modelId: ModelId;
  /** The last message of what is answered; null when the reply is the first message. */
  readonly parentId: MessageId | null;
  /** What the reply has already. */
  readonly prefix: ReplyPrefix | null;
  /** As `SendInput.seed`. */
  readonly seed?: number | undefined;
  readonly signal: AbortSignal;
};

export type LoadFor = {
  /** Its replies may be made with other load settings than the model's own. */
  readonly conversationId?: ConversationId;
  /** Called when the file has to be tried first. */
  readonly onTrial?: () => void;
};

export type GenerationPorts = PlanPorts & {
  readonly pool: RunnerPool;
  /** Checks that the file is still the one that passed, and says how to load it. */
  readonly prepareLoad: (modelId: ModelId, signal: AbortSignal, load?: LoadFor) => Promise<LoadRequest>;
  readonly pathTo: (id: MessageId) => PathMessage[];
  /** Keeps the prompt of a reply; never throws. */
  readonly recordPrompt: (prompt: ReplyPrompt) => void;
  readonly findRecord: (id: MessageId) => ReplyRecord | null;
  readonly saveRecord: (id: MessageId, record: ReplyRecord) => void;
  /** What is wrong with a reply that was held to a form; null when nothing is. */
  readonly judgeStructure: (structure: Structure, text: string) => string | null;
  readonly logger: Logger;
};

/** Thrown as the abort reason when the app is closing, so that a reply is marked interrupted and not stopped. */
export const closingReason = new AppError('shutting-down');

/** Takes one reply to its ending. Never rejects: every failure becomes the reply's ending, its text kept. */
export async function generateReply(input: GenerationInput, ports: GenerationPorts): Promise<void> {
  const { reply, signal } = input;
  const before = reply.message.stats;
  let loadMs = 0;
  try {
    const runner = await loadRunner(input, ports, (ms) => (loadMs = ms));
    const request = await plan(input, runner, ports);
    signal.throwIfAborted();
    const { stopReason, stats, tokens } = await runner.generate(request, {
      signal,
      onEvent: (event) => {
        if (event.type === 'delta') reply.append(event.kind, event.text);
        else if (event.type === 'prompt') recordPrompt(reply, event, ports);
        else reply.setPhase({ phase: 'prefilling', doneTokens: event.doneTokens, totalTokens: event.totalTokens });
      },
    });
    const structure = judged(request.shape.structure, reply.message.text, ports);
    const figures = addStats(input.prefix ? before : null, { ...stats, loadMs });
    reply.end({ ...endingOf(stopReason, figures, signal), structure, tokens });
  } catch (error) {
    // Unloading a model that a reply waits for is a way to stop the reply.
    const isStopped = signal.aborted || error instanceof RunnerUnloaded;
    reply.end(isStopped ? endingOf('stopped', null, signal) : failed(describeFailure(error, ports.logger)));
  }
}

function plan(input: GenerationInput, runner: LoadedRunner, ports: GenerationPorts): Promise<GenerateRequest> {
  const { reply, modelId, parentId, prefix, seed, signal } = input;
  const { id, conversationId } = reply.message;
  const path = parentId === null ? [] : ports.pathTo(parentId);
  const hasRecord = ports.findRecord(id) !== null;
  const onRecord = (record: ReplyRecord): void => {
    // What a continued reply says already saw what was recorded then.
    if (hasRecord && record.context === null) return;
    ports.saveRecord(id, record);
    reply.amend({ leftOutMessages: record.context?.leftOut.reduce((sum, { from, to }) => sum + to - from, 0) ?? 0 });
  };
  return planReply({ runner, conversationId, modelId, path, prefix, seed, signal, onRecord }, ports);
}

function judged(structure: Structure, text: string, ports: GenerationPorts): Message['structure'] {
  if (structure.kind === 'none' || text === '') return null;
  return { kind: structure.kind, problem: ports.judgeStructure(structure, text) };
}

function recordPrompt(
  reply: LiveReply,
  { type: _type, ...prompt }: Extract<GenerateEvent, { type: 'prompt' }>,
  ports: GenerationPorts,
): void {
  ports.recordPrompt({ replyId: reply.message.id, ...prompt });
}

async function loadRunner(
  { reply, modelId, signal }: GenerationInput,
  { pool, prepareLoad }: GenerationPorts,
  onLoaded: (loadMs: number) => void,
): Promise<LoadedRunner> {
  const startedAt = performance.now();
  let didLoad = false;
  const request = await prepareLoad(modelId, signal, {
    conversationId: reply.message.conversationId,
    onTrial: () => reply.setPhase({ phase: 'trying' }),
  });
  const runner = await pool.acquire(request, {
    signal,
    onProgress: (fraction) => {
      didLoad = true;
      reply.setPhase({ phase: 'loading', fraction });
    },
  });
  signal.throwIfAborted();
  onLoaded(didLoad ? performance.now() - startedAt : 0);
  return runner;
}

function endingOf(
  stopReason: GenerateResult['stopReason'],
  stats: ReplyStats | null,
  signal: AbortSignal,
): ReplyEnding {
  if (signal.reason === closingReason) return { status: 'interrupted', stopReason: 'interrupted', error: null, stats };
  return { status: stopReason === 'stopped' ? 'stopped' : 'complete', stopReason, error: null, stats };
}

function failed(error: AppErrorData): ReplyEnding {
  return { status: 'failed', stopReason: 'failed', error, stats: null };
}
