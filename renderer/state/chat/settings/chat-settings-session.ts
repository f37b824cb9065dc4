import type { ChatLibraryEvent } from '../../../../main/contract/chat-settings.ts';
import type { ConversationId, ProjectId } from '../../../../main/contract/ids.ts';
import { toAppError } from '../../../api/to-app-error.ts';
import { errorText } from '../../../i18n/error-text.ts';
import type { AppServices } from '../../app-services.ts';
import { createStore, type Store } from '../../store.ts';
import { createStream, type Stream } from '../../stream.ts';
import { ChatSettingsStore } from './chat-settings-store.ts';

export type ChatSettingsSession = {
  readonly library: Stream<ChatLibraryEvent>;
  /** Which parts of the panel are unfolded. */
  readonly unfolded: Store<ReadonlySet<string>>;
  readonly isPromptLibraryOpen: Store<boolean>;
  /** The panel, where it lies over the conversation. */
  readonly isOverlayOpen: Store<boolean>;
  /** The one store of a chat; null is the chat that has not begun. */
  readonly storeOf: (conversationId: string | null, projectId: string | null) => ChatSettingsStore;
};

const sessions = new WeakMap<AppServices, ChatSettingsSession>();

/** The one session of an app. */
export function chatSettingsSessionOf(app: AppServices): ChatSettingsSession {
  const known = sessions.get(app);
  if (known !== undefined) return known;
  const stores = new Map<string, ChatSettingsStore>();
  const session: ChatSettingsSession = {
    library: createStream<ChatLibraryEvent, ChatLibraryEvent>({
      subscribe: (observer) => app.client.chatSettings.watchLibrary.subscribe(undefined, observer),
      reduce: (_before, event) => event,
    }),
    unfolded: createStore<ReadonlySet<string>>(new Set(['prompt', 'sampling'])),
    isPromptLibraryOpen: createStore(false),
    isOverlayOpen: createStore(false),
    storeOf(conversationId, projectId) {
      const key = `${conversationId ?? ''} ${conversationId === null ? (projectId ?? '') : ''}`;
      const store = stores.get(key) ?? createChatStore(app, conversationId, projectId);
      stores.set(key, store);
      return store;
    },
  };
  sessions.set(app, session);
  return session;
}

function createChatStore(app: AppServices, id: string | null, project: string | null): ChatSettingsStore {
  const { client, toasts } = app;
  const conversationId = id as ConversationId | null;
  const projectId = project as ProjectId | null;
  return new ChatSettingsStore({
    subscribe: (observer) => client.chatSettings.watch.subscribe({ conversationId, projectId }, observer),
    save: (own) => client.chatSettings.save.mutate({ conversationId, own }),
    onFailure: (error) => {
      const words = errorText(toAppError(error));
      toasts.show(`${words.title}. ${words.nextStep}`, { tone: 'bad' });
    },
  });
}
