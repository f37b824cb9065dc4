import { randomInt } from 'node:crypto';
import type { ChatSettings } from '../../contract/chat-settings.ts';
import type { ContextRecord, ReplyRecord } from '../../contract/context.ts';
import type { ConversationId, ModelId } from '../../contract/ids.ts';
import type { PathMessage } from '../context/path-message.ts';
import type { ChatTurn, GenerateRequest, LoadedRunner, ReplyPrefix } from '../ports/runner-pool.ts';

/** How a conversation's next reply is made: every default and variable filled in. */
export type ResolvedChat = { readonly settings: ChatSettings; readonly systemPrompt: string };

export type ContextInput = {
  readonly runner: LoadedRunner;
  /** What is answered: the first message of the path up to the last one before the reply. */
  readonly path: readonly PathMessage[];
  readonly systemPrompt: string;
  readonly settings: ChatSettings;
  readonly prefix: ReplyPrefix | null;
};
export type PlannedContext = { readonly turns: readonly ChatTurn[]; readonly context: ContextRecord };

export type PlanPorts = {
  readonly resolveChat: (conversationId: ConversationId, modelId: ModelId) => ResolvedChat;
  /** What of the path is sent. @throws AppError `context-overflow` where nobody chose what to leave out; `runner-*`. */
  readonly planContext: (input: ContextInput, signal: AbortSignal) => Promise<PlannedContext>;
};

export type PlanInput = Pick<ContextInput, 'runner' | 'path' | 'prefix'> & {
  readonly conversationId: ConversationId;
  readonly modelId: ModelId;
  /** Where the settings name none; absent: a fresh one. */
  readonly seed?: number | undefined;
  readonly signal: AbortSignal;
  /** Told as soon as it is known and again when the context is: a reply that fails in between says what it was made with. */
  readonly onRecord: (record: ReplyRecord) => void;
};

/** What the runner is asked for. The seed is drawn here, so that a reply can be made again. @throws as `PlanPorts`. */
export async function planReply(input: PlanInput, ports: PlanPorts): Promise<GenerateRequest> {
  const { runner, path, prefix, signal, onRecord } = input;
  const { settings, systemPrompt } = ports.resolveChat(input.conversationId, input.modelId);
  const { reasoning, templateVariables, structure } = settings;
  const sampling = { ...settings.sampling, seed: settings.sampling.seed ?? input.seed ?? randomInt(0, 2 ** 32) };
  const record = { settings: { ...settings, sampling }, systemPrompt, context: null };
  onRecord(record);
  const { turns, context } = await ports.planContext({ runner, path, systemPrompt, settings, prefix }, signal);
  onRecord({ ...record, context });
  return { turns, sampling, shape: { reasoning, templateVariables, structure }, prefix };
}
