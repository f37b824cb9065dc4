import type { ConversationId, MessageId } from '../../contract/ids.ts';
import type { MessageTree } from '../ports/message-tree.ts';
import type { PathMessage } from './path-message.ts';

type Kept = { readonly key: string; readonly ids: readonly MessageId[]; readonly path: readonly PathMessage[] };

/**
 * The path that somebody writes to, read once and not at every pause in typing. The same array as long as nothing of it
 * changed, so that what was counted of it holds as long.
 */
export class PathCache {
  readonly #conversations: Pick<MessageTree, 'activeLeaf' | 'findMessage' | 'pathIds' | 'pathTo'>;
  #kept: Kept | null = null;

  constructor(conversations: Pick<MessageTree, 'activeLeaf' | 'findMessage' | 'pathIds' | 'pathTo'>) {
    this.#conversations = conversations;
  }

  /** @param upToId the path ends before this message; null: the whole active path. */
  path(conversationId: ConversationId, upToId: MessageId | null): readonly PathMessage[] {
    const lastId = upToId ?? this.#conversations.activeLeaf(conversationId);
    if (lastId === null) return [];
    const last = this.#conversations.findMessage(lastId);
    // Above the last one a message may have gone and another come back.
    const ids = this.#conversations.pathIds(conversationId);
    const key = [conversationId, upToId === null, lastId, last?.text.length, last?.status].join(' ');
    if (this.#kept?.key === key && isSame(this.#kept.ids, ids)) return this.#kept.path;
    const whole = this.#conversations.pathTo(lastId);
    this.#kept = { key, ids, path: upToId === null ? whole : whole.slice(0, -1) };
    return this.#kept.path;
  }

  /** A summary came, changed or went. */
  clear(): void {
    this.#kept = null;
  }
}

function isSame(some: readonly MessageId[], others: readonly MessageId[]): boolean {
  return some.length === others.length && some.every((id, place) => id === others[place]);
}
