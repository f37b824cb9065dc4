import {
  mostMessagesAtOnce,
  type Message,
  type PathRange,
  type PathWindow,
  type ReplyPhase,
} from '../../contract/chat.ts';
import type { ConversationId, MessageId } from '../../contract/ids.ts';
import type { MessageTree } from '../ports/message-tree.ts';
import type { ConversationFeed } from './conversation-feed.ts';
import type { LiveReply } from './live-reply.ts';

export type PathPorts = {
  readonly tree: Pick<MessageTree, 'pathIds' | 'findMessages'>;
  readonly feed: ConversationFeed;
  /** The reply under way, or the one whose words still wait for the disk. */
  readonly live: (id: ConversationId) => Pick<LiveReply, 'message' | 'phase'> | null;
};

/**
 * Active paths as they are told: their ends, and ranges on request. The ids of conversations that somebody watches are
 * kept, so that an event costs what it changes, however long the conversation is.
 */
export class ConversationPaths {
  readonly #ports: PathPorts;
  readonly #known = new Map<ConversationId, readonly MessageId[]>();

  constructor(ports: PathPorts) {
    this.#ports = ports;
  }

  ids(id: ConversationId): readonly MessageId[] {
    return this.#known.get(id) ?? this.#ports.tree.pathIds(id);
  }

  /** The path as somebody who begins to watch is told it. */
  snapshot(id: ConversationId): PathWindow {
    return this.#window(id, this.ids(id), 0);
  }

  range(id: ConversationId, from: number, to: number): PathRange {
    const ids = this.ids(id);
    const end = Math.min(to, from + mostMessagesAtOnce);
    return { from, messages: this.#messages(id, ids.slice(from, end)), leafId: ids.at(-1) ?? null };
  }

  /** Somebody watches from now on; returns what to call when they leave. */
  follow(id: ConversationId): () => void {
    this.#known.set(id, this.ids(id));
    return () => {
      if (!this.#ports.feed.isWatched(id)) this.#known.delete(id);
    };
  }

  /** Something else may have changed any path: those that are watched are read and told anew. */
  readAgain(): void {
    for (const id of [...this.#known.keys()])
      this.changed(id, { phase: this.#ports.live(id)?.phase ?? null, below: null });
  }

  /** Tells that the path goes on from `parentId` (null: from its beginning) with these messages and ends there. */
  grew(id: ConversationId, parentId: MessageId | null, added: readonly MessageId[], phase: ReplyPhase | null): void {
    const before = this.#known.get(id);
    if (!before) return;
    const parentPlace = parentId === null ? -1 : before.lastIndexOf(parentId);
    if (parentId !== null && parentPlace < 0) return this.changed(id, { phase });
    const kept = before.slice(0, parentPlace + 1);
    this.#tell(id, [...kept, ...added], kept.length, phase);
  }

  /**
   * Reads the path again and tells it.
   * @param change `below`: the message whose children have changed, null for the first ones; absent: none has.
   */
  changed(id: ConversationId, change: { phase: ReplyPhase | null; below?: MessageId | null }): void {
    const before = this.#known.get(id);
    if (!before) return;
    const ids = this.#ports.tree.pathIds(id);
    const { below } = change;
    const untouched = below === undefined ? ids.length : below === null ? 0 : placeAfter(ids, below);
    const firstOther = ids.findIndex((messageId, place) => before[place] !== messageId);
    this.#tell(id, ids, Math.min(firstOther < 0 ? ids.length : firstOther, untouched), change.phase);
  }

  /** A message as it is now: stored, with the words that are not on disk yet. */
  find(id: ConversationId, messageId: MessageId): Message | null {
    return this.#messages(id, [messageId])[0] ?? null;
  }

  #tell(id: ConversationId, ids: readonly MessageId[], kept: number, phase: ReplyPhase | null): void {
    this.#known.set(id, ids);
    this.#ports.feed.publish(id, { type: 'path-changed', path: this.#window(id, ids, kept), phase });
  }

  #window(id: ConversationId, ids: readonly MessageId[], kept: number): PathWindow {
    const from = Math.max(kept, ids.length - mostMessagesAtOnce);
    return {
      length: ids.length,
      kept,
      from,
      messages: this.#messages(id, ids.slice(from)),
      leafId: ids.at(-1) ?? null,
    };
  }

  #messages(id: ConversationId, ids: readonly MessageId[]): Message[] {
    const live = this.#ports.live(id)?.message;
    return this.#ports.tree
      .findMessages(ids)
      .map((message) => (message.id === live?.id ? { ...live, siblingIds: message.siblingIds } : message));
  }
}

/** The place after the message; everything when it is not on the path, where nothing has changed then. */
function placeAfter(ids: readonly MessageId[], id: MessageId): number {
  const place = ids.lastIndexOf(id);
  return place < 0 ? ids.length : place + 1;
}
