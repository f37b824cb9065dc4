import type { AppServices } from '../app-services.ts';
import { createStore, type Store } from '../store.ts';
import { createStream, type Stream } from '../stream.ts';
import { reduceConversationList, type ConversationList } from './conversation-list.ts';
import type { Drafts } from './drafts.ts';
import type { WantedMessage, WantedMessages } from './wanted-message.ts';

/** What the chat screen keeps while another screen is shown. */
export type ChatSession = {
  readonly list: Stream<ConversationList>;
  readonly drafts: Store<Drafts>;
  readonly wantedMessage: WantedMessages;
};

const sessions = new WeakMap<AppServices, ChatSession>();

/** The one session of an app; made, and its list followed, when first asked for. */
export function chatSessionOf(app: AppServices): ChatSession {
  const known = sessions.get(app);
  if (known !== undefined) return known;
  const session: ChatSession = {
    list: createStream({
      subscribe: (observer) => app.client.chat.watchList.subscribe(undefined, observer),
      reduce: reduceConversationList,
    }),
    drafts: createStore<Drafts>(new Map()),
    wantedMessage: createStore<WantedMessage | null>(null),
  };
  sessions.set(app, session);
  return session;
}
