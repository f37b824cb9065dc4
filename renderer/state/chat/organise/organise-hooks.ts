import { useMemo } from 'react';
import type { Project } from '../../../../main/contract/organise.ts';
import { useApp } from '../../app-context.tsx';
import { useStore } from '../../store.ts';
import { liveValue } from '../../stream.ts';
import { useConversationList } from '../chat-hooks.ts';
import { tagsInUse, type TagUse } from './list-view.ts';
import { organiseSessionOf, type OrganiseSession } from './organise-session.ts';

export function useOrganiseSession(): OrganiseSession {
  return organiseSessionOf(useApp());
}

const none: readonly never[] = [];

/** By name; none until they arrived. */
export function useProjects(): readonly Project[] {
  return useStore(useOrganiseSession().projects.store, liveValue) ?? none;
}

/** The project of this id; null when there is none. */
export function useProject(id: string | null): Project | null {
  const projects = useProjects();
  return projects.find((project) => project.id === id) ?? null;
}

/** Where a chat goes that has not begun. A project that is gone is none. */
export function useNewChatProject(): Project | null {
  return useProject(useStore(useOrganiseSession().newChatProjectId));
}

export function useTagsInUse(): readonly TagUse[] {
  const conversations = liveValue(useConversationList())?.conversations;
  return useMemo(() => tagsInUse(conversations ?? none), [conversations]);
}
