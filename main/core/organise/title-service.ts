import { AppError } from '../../contract/errors.ts';
import type { ConversationListEvent } from '../../contract/chat.ts';
import type { ConversationId, MessageId, ModelId } from '../../contract/ids.ts';
import type { PlanPorts } from '../chat/plan-reply.ts';
import type { Logger } from '../ports/host.ts';
import type { ConversationRepository } from '../ports/repositories.ts';
import type { LoadedRunner, RunnerPool } from '../ports/runner-pool.ts';
import { writeTitle, type TitleInput } from './write-title.ts';

export type TitlePorts = PlanPorts & {
  readonly conversations: Pick<ConversationRepository, 'find' | 'pathIds' | 'pathTo' | 'findMessage' | 'update'>;
  readonly pool: Pick<RunnerPool, 'loaded' | 'isBusy'>;
  readonly logger: Logger;
  readonly watchList: (listener: (event: ConversationListEvent) => void) => () => void;
  /** Called whenever a reply begins or has ended, whoever asked for it. */
  readonly watchWork: (listener: () => void) => () => void;
  readonly publishConversation: (id: ConversationId) => void;
  readonly isWanted: () => boolean;
  /** Parameters of the model; null when it is not known. */
  readonly parameterCount: (id: ModelId) => number | null;
  /** Models with fewer parameters write no titles worth having. */
  readonly leastParameters?: number;
  /** The page shows the end of the reply first, and a person who is quick comes before a title. */
  readonly restMs?: number;
  readonly onResult?: TitleInput['onResult'];
};

const usualLeastParameters = 100_000_000;
const usualRestMs = 250;

/**
 * Titles by the model that is loaded anyway: of a conversation whose first reply is complete, while nobody talks to any
 * model. Whoever sends a message ends it at once. It never loads a model, and what goes wrong leaves the title it was.
 */
export class TitleService {
  readonly #ports: TitlePorts;
  readonly #endings: readonly (() => void)[];
  #running: { readonly abort: AbortController; readonly done: Promise<unknown> } | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(ports: TitlePorts) {
    this.#ports = ports;
    this.#endings = [
      ports.watchWork(() => this.#yield()),
      ports.watchList((event) => {
        if (event.type !== 'generating' || event.isGenerating) return;
        this.#timer = setTimeout(() => this.#consider(event.conversationId), ports.restMs ?? usualRestMs).unref();
      }),
    ];
  }

  /**
   * A title because the person asks for one, whoever gave the present one.
   * @returns false when the model wrote none.
   * @throws AppError `not-found`, `model-not-loaded`, `conversation-busy`, `context-overflow`, `runner-*`.
   */
  async retitle(id: ConversationId): Promise<boolean> {
    const conversation = this.#ports.conversations.find(id);
    if (conversation === null) throw new AppError('not-found', { what: 'conversation' });
    const runner = conversation.modelId === null ? null : this.#ports.pool.loaded(conversation.modelId);
    if (runner === null) throw new AppError('model-not-loaded');
    if (this.#ports.pool.isBusy(runner.modelId)) throw new AppError('conversation-busy');
    const replyId = this.#lastReply(id);
    if (replyId === null) throw new AppError('not-found', { what: 'message' });
    return this.#write(id, replyId, runner);
  }

  async dispose(): Promise<void> {
    for (const end of this.#endings) end();
    const done = this.#running?.done;
    this.#yield();
    await done?.catch(() => undefined);
  }

  #yield(): void {
    clearTimeout(this.#timer);
    this.#running?.abort.abort();
  }

  #consider(id: ConversationId): void {
    try {
      const { conversations, pool, isWanted, leastParameters = usualLeastParameters } = this.#ports;
      const conversation = conversations.find(id);
      if (!isWanted() || conversation?.titleSource !== 'auto' || conversation.modelId === null) return;
      const ids = conversations.pathIds(id);
      const reply = ids.length === 2 && ids[1] !== undefined ? conversations.findMessage(ids[1]) : null;
      // Of several tries at the first reply only the first is news.
      if (reply?.status !== 'complete' || reply.stopReason !== 'end' || reply.siblingIds.length > 1) return;
      if ((this.#ports.parameterCount(conversation.modelId) ?? 0) < leastParameters) return;
      const runner = pool.loaded(conversation.modelId);
      if (runner === null || pool.isBusy(conversation.modelId)) return;
      this.#write(id, reply.id, runner).catch((error: unknown) => {
        if (!(error instanceof AppError)) this.#ports.logger.error('title', error);
      });
    } catch (error) {
      this.#ports.logger.error('title', error);
    }
  }

  #lastReply(id: ConversationId): MessageId | null {
    const { conversations } = this.#ports;
    const last = conversations.pathIds(id).at(-1);
    const message = last === undefined ? null : conversations.findMessage(last);
    return message?.role === 'assistant' ? message.id : null;
  }

  async #write(id: ConversationId, replyId: MessageId, runner: LoadedRunner): Promise<boolean> {
    this.#yield();
    const { conversations, onResult } = this.#ports;
    const abort = new AbortController();
    const path = conversations.pathTo(replyId);
    const input = { runner, conversationId: id, path, signal: abort.signal, ...(onResult && { onResult }) };
    const before = conversations.find(id);
    const done = writeTitle(input, this.#ports);
    this.#running = { abort, done };
    try {
      const title = await done;
      const now = conversations.find(id);
      // A title that the person gave meanwhile stays, also when it is the one that was there.
      const isChanged = now?.title !== before?.title || now?.titleSource !== before?.titleSource;
      if (title === null || abort.signal.aborted || now === null || isChanged) return false;
      conversations.update(id, { title, titleSource: 'auto' });
      this.#ports.publishConversation(id);
      return true;
    } catch (error) {
      if (abort.signal.aborted) return false;
      throw error;
    } finally {
      if (this.#running?.abort === abort) this.#running = null;
    }
  }
}
