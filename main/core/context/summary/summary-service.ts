import { randomUUID } from 'node:crypto';
import type { Summary, SummariseEvent } from '../../../contract/context.ts';
import { AppError } from '../../../contract/errors.ts';
import type { ConversationId, MessageId, ModelId, SummaryId } from '../../../contract/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { MessageTree } from '../../ports/message-tree.ts';
import type { LoadedRunner, LoadRequest, RunnerPool } from '../../ports/runner-pool.ts';
import type { SummaryRepository } from '../../ports/summary-repository.ts';
import type { PathMessage } from '../path-message.ts';
import type { TokenCounts } from '../token-counts.ts';
import { olderHalf } from './older-half.ts';
import { summarisePath } from './summarise-path.ts';

export type SummaryPorts = {
  readonly summaries: SummaryRepository;
  readonly conversations: Pick<MessageTree, 'activeLeaf' | 'pathTo'>;
  readonly pool: Pick<RunnerPool, 'acquire'>;
  readonly prepareLoad: (modelId: ModelId, signal: AbortSignal) => Promise<LoadRequest>;
  readonly modelName: (id: ModelId) => string;
  readonly counts: TokenCounts;
  readonly clock: Clock;
  /** Tells whoever watches the conversation. */
  readonly publishMessage: (id: MessageId) => void;
};

export type SummariseInput = {
  readonly conversationId: ConversationId;
  readonly modelId: ModelId;
  readonly upToId: MessageId | null;
};

/** What stands for older turns: made by a local model, mended by the person. The messages themselves stay as they are. */
export class SummaryService {
  readonly #ports: SummaryPorts;

  constructor(ports: SummaryPorts) {
    this.#ports = ports;
  }

  /**
   * Summarises the active path up to a message, and keeps it on that message. What is given up leaves nothing behind.
   * @throws AppError `not-found`, `summary-failed`, as `RunnerPool.acquire`; the signal's reason.
   */
  async summarise(
    { conversationId, modelId, upToId }: SummariseInput,
    { signal, onEvent }: { readonly signal: AbortSignal; readonly onEvent: (event: SummariseEvent) => void },
  ): Promise<void> {
    const { summaries, counts, clock, modelName, publishMessage } = this.#ports;
    const path = this.#pathUpTo(conversationId, upToId);
    const last = path.at(-1);
    if (!last) throw new AppError('summary-failed', { detail: 'there is nothing before the newest message' });
    const runner = await this.#load(modelId, signal);
    const text = await summarisePath({
      runner,
      counts,
      signal,
      path,
      onStep: (step, steps) => onEvent({ type: 'step', step, steps }),
      onText: (piece) => onEvent({ type: 'delta', text: piece }),
    });
    signal.throwIfAborted();
    const summary: Summary = {
      id: randomUUID() as SummaryId,
      messageId: last.messageId,
      text,
      modelName: modelName(modelId),
      createdAtMs: clock.now(),
    };
    if (!summaries.save(summary)) throw new AppError('not-found', { what: 'message' });
    publishMessage(last.messageId);
    onEvent({ type: 'done', summary });
  }

  /** @throws AppError `not-found`. */
  edit(id: SummaryId, text: string): void {
    this.restore({ ...this.#find(id), text });
  }

  /** @returns what was taken away, for `restore`. @throws AppError `not-found`. */
  remove(id: SummaryId): Summary {
    const summary = this.#find(id);
    this.#ports.summaries.remove(id);
    this.#ports.publishMessage(summary.messageId);
    return summary;
  }

  /** @throws AppError `not-found` when its message is gone. */
  restore(summary: Summary): void {
    if (!this.#ports.summaries.save(summary)) throw new AppError('not-found', { what: 'message' });
    this.#ports.publishMessage(summary.messageId);
  }

  #find(id: SummaryId): Summary {
    const summary = this.#ports.summaries.find(id);
    if (summary === null) throw new AppError('not-found', { what: 'summary' });
    return summary;
  }

  #pathUpTo(conversationId: ConversationId, upToId: MessageId | null): readonly PathMessage[] {
    const { conversations } = this.#ports;
    const leaf = conversations.activeLeaf(conversationId);
    const path = leaf === null ? [] : conversations.pathTo(leaf);
    const last = upToId === null ? olderHalf(path) : path.find(({ messageId }) => messageId === upToId);
    if (upToId !== null && !last) throw new AppError('not-found', { what: 'message' });
    return last ? path.slice(0, path.indexOf(last) + 1) : [];
  }

  async #load(modelId: ModelId, signal: AbortSignal): Promise<LoadedRunner> {
    const request = await this.#ports.prepareLoad(modelId, signal);
    return this.#ports.pool.acquire(request, { signal, onProgress: () => undefined });
  }
}
