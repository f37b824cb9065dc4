import { useMemo } from 'react';
import type { Conversation } from '../../../../main/contract/chat.ts';
import { useConversationList } from '../../../state/chat/chat-hooks.ts';
import { useOrganiseSession } from '../../../state/chat/organise/organise-hooks.ts';
import { useStore } from '../../../state/store.ts';
import { liveValue } from '../../../state/stream.ts';
import { MoveDialog } from './move-dialog.tsx';
import { ProjectDialog } from './project-dialog.tsx';
import { TagsDialog } from './tags-dialog.tsx';

/** Whichever dialog about conversations or a project is wanted. */
export function OrganiseDialogs() {
  const { organising } = useOrganiseSession();
  const wanted = useStore(organising);
  const all = liveValue(useConversationList())?.conversations;
  const ids = wanted?.conversationIds;
  const conversations = useMemo((): readonly Conversation[] => {
    const named = new Set(ids);
    return (all ?? []).filter(({ id }) => named.has(id));
  }, [all, ids]);
  const close = (): void => organising.set(null);
  if (wanted === null) return null;
  if (wanted.kind === 'project') {
    return <ProjectDialog project={wanted.project} conversationIds={wanted.conversationIds} onClose={close} />;
  }
  if (wanted.kind === 'move') return <MoveDialog conversations={conversations} onClose={close} />;
  return <TagsDialog conversations={conversations} onClose={close} />;
}
