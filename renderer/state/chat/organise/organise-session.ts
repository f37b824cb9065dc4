import type { ConversationId, ProjectId } from '../../../../main/contract/ids.ts';
import type { OrganiseEvent, Project } from '../../../../main/contract/organise.ts';
import type { AppServices } from '../../app-services.ts';
import { emptySelection, type ListSelection } from '../../library/list-selection.ts';
import { createStore, type Store } from '../../store.ts';
import { createStream, type Stream } from '../../stream.ts';
import { wholeList, type ListView } from './list-view.ts';

/** A dialog about conversations or a project. */
export type Organising =
  | { readonly kind: 'move' | 'tags'; readonly conversationIds: readonly ConversationId[] }
  /** `conversationIds` go into a project that is made. */
  | { readonly kind: 'project'; readonly project: Project | null; readonly conversationIds: readonly ConversationId[] };

/** What is kept of the conversation list while another screen is shown. */
export type OrganiseSession = {
  readonly projects: Stream<readonly Project[]>;
  readonly view: Store<ListView>;
  /** Null: conversations are opened, not selected. */
  readonly selection: Store<ListSelection | null>;
  readonly organising: Store<Organising | null>;
  /** Where the next new chat goes. */
  readonly newChatProjectId: Store<ProjectId | null>;
  readonly scrollTop: Store<number>;
};

const sessions = new WeakMap<AppServices, OrganiseSession>();

/** The one session of an app; made when first asked for. */
export function organiseSessionOf(app: AppServices): OrganiseSession {
  const known = sessions.get(app);
  if (known !== undefined) return known;
  const session: OrganiseSession = {
    projects: createStream({
      subscribe: (observer) => app.client.organise.watch.subscribe(undefined, observer),
      reduce: (_before: readonly Project[] | null, { projects }: OrganiseEvent) => projects,
    }),
    view: createStore<ListView>(wholeList),
    selection: createStore<ListSelection | null>(null),
    organising: createStore<Organising | null>(null),
    newChatProjectId: createStore<ProjectId | null>(null),
    scrollTop: createStore(0),
  };
  sessions.set(app, session);
  return session;
}

/** A selection that has just begun, perhaps with one conversation. */
export function beginSelection(id: string | null): ListSelection {
  return { ...emptySelection, ids: new Set(id === null ? [] : [id]), anchor: id, cursor: id };
}
