import type { ConversationId, MessageId } from '../../contract/ids.ts';
import type { MessageTree } from '../ports/message-tree.ts';
import type { PathMessage } from './path-message.ts';

type Kept = { readonly key: string; readonly path: readonly PathMessage[] };

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
    const length = this.#conversations.pathIds(conversationId).length;
    const key = [conversationId, upToId === null, lastId, last?.text.length, last?.status, length].join(' ');
    if (this.#kept?.key === key) return this.#kept.path;
    const whole = this.#conversations.pathTo(lastId);
    this.#kept = { key, path: upToId === null ? whole : whole.slice(0, -1) };
    return this.#kept.path;
  }

  /** A summary came, changed or went. */
  clear(): void {
    this.#kept = null;
  }
}
