import { AppError } from '../../contract/errors.ts';
import type { ConversationId } from '../../contract/ids.ts';
import { closingReason } from './generation.ts';
import type { LiveReply } from './live-reply.ts';

type Active = { readonly reply: LiveReply; readonly abort: AbortController; readonly done: Promise<void> };

/** The replies under way, one for each conversation at most, and those whose ending still waits for the disk. */
export class LiveReplies {
  readonly #active = new Map<ConversationId, Active>();
  #isClosing = false;

  find(id: ConversationId): LiveReply | null {
    return this.#active.get(id)?.reply ?? null;
  }

  /** Conversations in which a reply is being written. */
  generatingIds(): ConversationId[] {
    return [...this.#active].filter(([, { reply }]) => reply.phase !== null).map(([id]) => id);
  }

  /** @throws AppError `conversation-busy`, `shutting-down`; `disk-full` when the words before cannot be kept. */
  assertIdle(id: ConversationId): void {
    if (this.#isClosing) throw new AppError('shutting-down');
    const active = this.#active.get(id);
    if (active?.reply.phase) throw new AppError('conversation-busy');
    active?.reply.flush();
  }

  /** `run` never rejects, and has ended the reply when it resolves. */
  start(id: ConversationId, reply: LiveReply, run: (signal: AbortSignal) => Promise<void>): void {
    const abort = new AbortController();
    this.#active.set(id, { reply, abort, done: run(abort.signal) });
    void reply.settled.then(() => {
      if (this.#active.get(id)?.reply === reply) this.#active.delete(id);
    });
  }

  /** Stops the reply under way; resolves when it has ended. Nothing to stop is not an error. */
  async stop(id: ConversationId): Promise<void> {
    const active = this.#active.get(id);
    active?.abort.abort();
    await active?.done;
  }

  /** Ends every reply under way with its text saved. */
  async dispose(): Promise<void> {
    this.#isClosing = true;
    const active = [...this.#active.values()];
    for (const { abort } of active) abort.abort(closingReason);
    await Promise.all(active.map(({ done }) => done));
    for (const { reply } of active) reply.dispose();
  }
}
