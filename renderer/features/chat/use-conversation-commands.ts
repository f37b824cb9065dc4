import { useMemo } from 'react';
import type { Conversation } from '../../../main/contract/chat.ts';
import type { ConversationId, ProjectId } from '../../../main/contract/ids.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import type { AppServices } from '../../state/app-services.ts';

export type ConversationCommands = {
  readonly rename: (conversation: Conversation, title: string) => void;
  /** Has the model write a title. */
  readonly retitle: (conversation: Conversation) => void;
  readonly togglePin: (conversation: Conversation) => void;
  /** Deletes at once and offers to undo; a conversation that is shown makes way for `next`. */
  readonly remove: (conversation: Conversation, next: Conversation | null) => void;
  readonly removeAll: (conversations: readonly Conversation[]) => void;
  /** Offers to undo; one that is shown and leaves the list makes way for `next`. */
  readonly setArchived: (
    conversations: readonly Conversation[],
    isArchived: boolean,
    next: Conversation | null,
  ) => void;
  /** Offers to undo. `name`: of the project; null where they leave theirs. */
  readonly setProject: (
    conversations: readonly Conversation[],
    projectId: ProjectId | null,
    name: string | null,
  ) => void;
};

/** What a person does with whole conversations, from the list, the header or the palette. */
export function useConversationCommands(): ConversationCommands {
  const app = useApp();
  return useMemo(() => createCommands(app), [app]);
}

function createCommands(app: AppServices): ConversationCommands {
  const { client, attempt } = app;
  return {
    rename(conversation, title) {
      const trimmed = title.trim();
      if (trimmed === '' || trimmed === conversation.title) return;
      attempt(client.chat.rename.mutate({ conversationId: conversation.id, title: trimmed }));
    },
    retitle: (conversation) => attempt(retitle(app, conversation)),
    togglePin({ id, isPinned }) {
      attempt(client.chat.setPinned.mutate({ conversationId: id, isPinned: !isPinned }));
    },
    remove: (conversation, next) => attempt(removeAll(app, [conversation], next)),
    removeAll: (conversations) => attempt(removeAll(app, conversations, null)),
    setArchived: (conversations, isArchived, next) => attempt(setArchived(app, conversations, isArchived, next)),
    setProject: (conversations, projectId, name) => attempt(setProject(app, conversations, projectId, name)),
  };
}

async function retitle({ client, toasts }: AppServices, { id }: Conversation): Promise<void> {
  const isNew = await client.organise.retitle.mutate({ conversationId: id });
  if (!isNew) toasts.show(t('organise.no-title'));
}

/** The shown one of them gives its place to `next`. @returns what shows it again; null when none of them is shown. */
function makeWay(
  { router }: AppServices,
  ids: readonly ConversationId[],
  next: Conversation | null,
): (() => void) | null {
  const route = router.route.get();
  const shownId = route.screen === 'chat' ? ids.find((id) => id === route.conversationId) : undefined;
  if (shownId === undefined) return null;
  const show = (id: string | null): void => router.navigate({ screen: 'chat', conversationId: id }, { replace: true });
  show(next?.id ?? null);
  return () => show(shownId);
}

async function removeAll(
  app: AppServices,
  conversations: readonly Conversation[],
  next: Conversation | null,
): Promise<void> {
  const { chat } = app.client;
  const ids = conversations.map(({ id }) => id);
  const showAgain = makeWay(app, ids, next);
  try {
    for (const conversationId of ids) await chat.remove.mutate({ conversationId });
  } catch (error) {
    showAgain?.();
    throw error;
  }
  const restore = async (): Promise<void> => {
    for (const conversationId of ids) await chat.restore.mutate({ conversationId });
    showAgain?.();
  };
  offerUndo(app, tellCount('chat.deleted-notice', 'organise.deleted-several', conversations), restore);
}

async function setArchived(
  app: AppServices,
  conversations: readonly Conversation[],
  isArchived: boolean,
  next: Conversation | null,
): Promise<void> {
  const { organise } = app.client;
  const conversationIds = conversations.map(({ id }) => id);
  const showAgain = isArchived ? makeWay(app, conversationIds, next) : null;
  try {
    await organise.setArchived.mutate({ conversationIds, isArchived });
  } catch (error) {
    showAgain?.();
    throw error;
  }
  const message = isArchived
    ? tellCount('organise.archived-notice', 'organise.archived-several', conversations)
    : tellCount('organise.unarchived-notice', 'organise.unarchived-several', conversations);
  offerUndo(app, message, async () => {
    await organise.setArchived.mutate({ conversationIds, isArchived: !isArchived });
    showAgain?.();
  });
}

async function setProject(
  app: AppServices,
  conversations: readonly Conversation[],
  projectId: ProjectId | null,
  name: string | null,
): Promise<void> {
  const { organise } = app.client;
  await organise.setProject.mutate({ conversationIds: conversations.map(({ id }) => id), projectId });
  const before = Map.groupBy(conversations, (conversation) => conversation.projectId);
  const message = name === null ? t('organise.unfiled-notice') : t('organise.moved-notice', { name });
  offerUndo(app, message, async () => {
    for (const [former, members] of before) {
      await organise.setProject.mutate({ conversationIds: members.map(({ id }) => id), projectId: former });
    }
  });
}

function offerUndo({ toasts, attempt }: AppServices, message: string, undo: () => Promise<void>): void {
  toasts.show(message, { action: { label: t('ui.undo'), run: () => attempt(undo()) } });
}

type OneNotice = 'chat.deleted-notice' | 'organise.archived-notice' | 'organise.unarchived-notice';
type SeveralNotice = 'organise.deleted-several' | 'organise.archived-several' | 'organise.unarchived-several';

function tellCount(one: OneNotice, several: SeveralNotice, conversations: readonly Conversation[]): string {
  const [first] = conversations;
  if (first !== undefined && conversations.length === 1) return t(one, { title: first.title });
  return t(several, { count: conversations.length });
}
