import type { ConversationEvent, Message } from '../../contract/chat.ts';
import type { DraftKey } from '../../contract/drafts.ts';
import type { AppErrorData } from '../../contract/errors.ts';
import type { ConversationId, MessageId, ModelId } from '../../contract/ids.ts';
import { describeFailure } from '../app-error.ts';
import type { ReplyPrefix } from '../ports/runner-pool.ts';
import { conversationOf, type ChatParts } from './chat-parts.ts';
import { generateReply } from './generation.ts';
import { LiveReply } from './live-reply.ts';

export type Begun = { readonly conversationId: ConversationId; readonly replyId: MessageId };

/** A reply that is on disk already and is to be written, or to go on. */
export type Start = Begun & {
  readonly modelId: ModelId;
  readonly parentId: MessageId | null;
  readonly prefix: ReplyPrefix | null;
  /** With it its conversation has begun. */
  readonly hasBegun?: boolean;
  readonly sentDraft?: DraftKey;
  readonly seed?: number | undefined;
};
/** How the path goes on: after which message (null: from its beginning), with which ones. */
export type Growth = { readonly after: MessageId | null; readonly added: readonly MessageId[] };

/** Sets a model to work on a reply, and tells those who watch. */
export class ReplyStarter {
  readonly #parts: ChatParts;

  constructor(parts: ChatParts) {
    this.#parts = parts;
  }

  /** Whatever goes wrong before the model is at work becomes the reply's ending: it never looks as if it were still coming. */
  start(start: Start, growth: Growth): Begun {
    const { conversationId, replyId } = start;
    const { conversations } = this.#parts.ports;
    const message = conversations.findMessage(replyId);
    if (!message) throw new Error('the new reply is not there');
    const reply = this.#liveReply(message);
    const failure = this.#tellOthers(start);
    this.#parts.live.start(conversationId, reply, async (signal) => {
      if (failure === null) return this.#generate(start, reply, signal);
      reply.end({ status: 'failed', stopReason: 'failed', error: failure, stats: null });
    });
    this.#tell(conversationId, growth);
    return { conversationId, replyId };
  }

  /** @returns what went wrong; null when nothing did. */
  #tellOthers({ conversationId, hasBegun, sentDraft }: Start): AppErrorData | null {
    const { ports } = this.#parts;
    try {
      if (hasBegun) ports.onBegun(conversationId);
      if (sentDraft) ports.onSent(sentDraft);
      return null;
    } catch (error) {
      return describeFailure(error, ports.logger);
    }
  }

  #tell(id: ConversationId, { after, added }: Growth): void {
    const { feed, paths, live } = this.#parts;
    const phase = live.find(id)?.phase ?? null;
    feed.publishConversation(conversationOf(this.#parts, id));
    paths.grew(id, after, added, phase);
    if (phase !== null) feed.tellGenerating(id, true);
  }

  #liveReply(message: Message): LiveReply {
    const { ports, feed } = this.#parts;
    const publish = (event: ConversationEvent): void => feed.publish(message.conversationId, event);
    return new LiveReply({ message, repository: ports.conversations, publish, logger: ports.logger });
  }

  async #generate({ modelId, parentId, prefix, seed }: Start, reply: LiveReply, signal: AbortSignal): Promise<void> {
    const { ports, feed } = this.#parts;
    const { conversations } = ports;
    const pathTo = conversations.pathTo.bind(conversations);
    const findRecord = conversations.findRecord.bind(conversations);
    const saveRecord = conversations.saveRecord.bind(conversations);
    await generateReply(
      { reply, modelId, parentId, prefix, seed, signal },
      { ...ports, pathTo, findRecord, saveRecord },
    );
    feed.tellGenerating(reply.message.conversationId, false);
  }
}
