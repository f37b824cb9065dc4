import type { Conversation } from '../../../main/contract/chat.ts';
import type { Project } from '../../../main/contract/organise.ts';
import { isSameTag, wholeList, type ListView } from './organise/list-view.ts';

export type ConversationGroupName = 'pinned' | 'project' | 'today' | 'earlier' | 'archived';
export type ConversationGroup = {
  /** One of its own for each group. */
  readonly key: string;
  readonly name: ConversationGroupName;
  /** Of the groups called `project`. */
  readonly project: Project | null;
  readonly isOpen: boolean;
  readonly conversations: readonly Conversation[];
};

export type GroupingOptions = {
  readonly query: string;
  /** Midnight before now, in the person's time zone. */
  readonly startOfTodayMs: number;
  readonly projects?: readonly Project[];
  readonly view?: ListView;
};

const dayGroups = ['today', 'earlier'] as const;

/**
 * The conversations of the view whose title contains every word of the query (letter case and accents aside), newest first:
 * pinned ones, then each project, empty ones too, then by day. A query looks into closed projects and the archive as well.
 */
export function groupConversations(
  conversations: readonly Conversation[],
  { query, startOfTodayMs, projects = [], view = wholeList }: GroupingOptions,
): readonly ConversationGroup[] {
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  const { tag } = view;
  const found = conversations
    .filter(({ title, tags }) => {
      if (tag !== null && !tags.some((own) => isSameTag(own, tag))) return false;
      return words.every((word) => fold(title).includes(word));
    })
    .toSorted((a, b) => b.updatedAtMs - a.updatedAtMs);
  const archived = groupOf(
    'archived',
    found.filter(({ isArchived }) => isArchived),
  );
  if (view.isArchive) return archived;
  const listed = found.filter(({ isArchived }) => !isArchived);
  const isNarrowed = words.length > 0 || tag !== null;
  const known = new Set<string>(projects.map(({ id }) => id));
  const loose = listed.filter(({ isPinned, projectId }) => !isPinned && !(projectId !== null && known.has(projectId)));
  const days = Map.groupBy(loose, ({ updatedAtMs }) => (updatedAtMs >= startOfTodayMs ? 'today' : 'earlier'));
  const filed = Map.groupBy(
    listed.filter(({ isPinned }) => !isPinned),
    ({ projectId }): string | null => projectId,
  );
  return [
    ...groupOf(
      'pinned',
      listed.filter(({ isPinned }) => isPinned),
    ),
    ...projects.flatMap((project): readonly ConversationGroup[] => {
      const members = filed.get(project.id) ?? [];
      if (isNarrowed && members.length === 0) return [];
      const isOpen = isNarrowed || !view.closedProjectIds.has(project.id);
      return [{ key: `project-${project.id}`, name: 'project', project, isOpen, conversations: members }];
    }),
    ...dayGroups.flatMap((name) => groupOf(name, days.get(name) ?? [])),
    ...(words.length > 0 ? archived : []),
  ];
}

function groupOf(
  name: Exclude<ConversationGroupName, 'project'>,
  conversations: readonly Conversation[],
): readonly ConversationGroup[] {
  return conversations.length === 0 ? [] : [{ key: name, name, project: null, isOpen: true, conversations }];
}

/** Those that are not folded away, in the order of the list. */
export function shownConversations(groups: readonly ConversationGroup[]): readonly Conversation[] {
  return groups.flatMap(({ isOpen, conversations }) => (isOpen ? conversations : []));
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
