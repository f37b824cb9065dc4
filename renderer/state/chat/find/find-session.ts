import { useMemo } from 'react';
import type { SearchHit } from '../../../../main/contract/organise.ts';
import { useApp } from '../../app-context.tsx';
import type { AppServices } from '../../app-services.ts';
import { chatSessionOf } from '../chat-session.ts';
import { createStore, type Store } from '../../store.ts';

/** Where searching stands; both kinds can be opened by a command before their place is on the screen. */
export type FindSession = {
  /** The search in everything: the words it begins with; null while it is closed. */
  readonly everywhere: Store<string | null>;
  /** The search in the open conversation; counts how often it was asked for, null while it is closed. */
  readonly here: Store<number | null>;
};

const sessions = new WeakMap<AppServices, FindSession>();

/** The one session of an app; made when first asked for. */
export function findSessionOf(app: AppServices): FindSession {
  const known = sessions.get(app);
  if (known !== undefined) return known;
  const session: FindSession = { everywhere: createStore<string | null>(null), here: createStore<number | null>(null) };
  sessions.set(app, session);
  return session;
}

/** Opens the search in everything, wherever the person is. */
export function findEverywhere(app: AppServices, query: string): void {
  if (app.router.route.get().screen !== 'chat') app.router.navigate({ screen: 'chat', conversationId: null });
  findSessionOf(app).everywhere.set(query);
}

export function useFindSession(): FindSession & { readonly open: (query: string) => void } {
  const app = useApp();
  return useMemo(() => ({ ...findSessionOf(app), open: (query: string) => findEverywhere(app, query) }), [app]);
}

/** Leads to what was found: to the message, on whichever branch it is, or to the conversation of a title. */
export async function showHit(app: AppServices, hit: SearchHit, takesFocus: boolean): Promise<void> {
  const { conversationId, messageId } = hit;
  if (messageId !== null) {
    const { place } = await app.client.chat.locate.mutate({ messageId });
    chatSessionOf(app).wantedMessage.set({ conversationId, messageId, place, takesFocus });
  }
  app.router.navigate({ screen: 'chat', conversationId });
}
