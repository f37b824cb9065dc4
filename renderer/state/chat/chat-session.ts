import type { AppServices } from '../app-services.ts';
import { createStore, type Store } from '../store.ts';
import { createStream, type Stream } from '../stream.ts';
import { reduceConversationList, type ConversationList } from './conversation-list.ts';
import { DraftKeeper } from './draft-keeper.ts';
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
  const drafts = createStore<Drafts>(new Map());
  keepDrafts(app, drafts);
  const session: ChatSession = {
    list: createStream({
      subscribe: (observer) => app.client.chat.watchList.subscribe(undefined, observer),
      reduce: reduceConversationList,
    }),
    drafts,
    wantedMessage: createStore<WantedMessage | null>(null),
  };
  sessions.set(app, session);
  return session;
}

function keepDrafts({ client, connection }: AppServices, drafts: Store<Drafts>): void {
  const keeper = new DraftKeeper({
    drafts,
    connection,
    writer: crypto.randomUUID(),
    save: (input) => client.drafts.save.mutate(input),
    watch: (onData) => client.drafts.watch.subscribe(undefined, { onData }),
  });
  // Whichever of them a browser tells when a page goes.
  for (const event of ['pagehide', 'beforeunload']) window.addEventListener(event, () => keeper.flush());
  document.addEventListener('visibilitychange', () => keeper.flush());
}
