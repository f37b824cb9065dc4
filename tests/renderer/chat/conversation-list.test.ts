import { describe, expect, test } from 'vitest';
import { reduceConversationList, type ConversationList } from '../../../renderer/state/chat/conversation-list.ts';
import type { Conversation, ConversationListEvent } from '../../../main/contract/chat.ts';
import type { ProjectId } from '../../../main/contract/ids.ts';
import type { Project } from '../../../main/contract/organise.ts';
import { groupConversations, type GroupingOptions } from '../../../renderer/state/chat/group-conversations.ts';
import { wholeList, type ListView } from '../../../renderer/state/chat/organise/list-view.ts';
import { clearSentDraft, readDraft, writeDraft, type Drafts } from '../../../renderer/state/chat/drafts.ts';
import { createStore } from '../../../renderer/state/store.ts';
import { aConversation } from './chat-fixtures.ts';

const first = aConversation({ id: 'a', title: 'Crème brûlée', updatedAtMs: 50 });
const second = aConversation({ id: 'b', title: 'SQL joins', updatedAtMs: 200 });
const pinned = aConversation({ id: 'p', title: 'House rules', isPinned: true, updatedAtMs: 10 });

function after(...events: readonly ConversationListEvent[]): ConversationList | null {
  return events.reduce<ConversationList | null>(reduceConversationList, null);
}

describe('the list', () => {
  const snapshot: ConversationListEvent = { type: 'snapshot', conversations: [first, second], generatingIds: ['b'] };

  test('follows changes, new conversations, removals and what is being written', () => {
    const list = after(
      snapshot,
      { type: 'changed', conversation: { ...first, title: 'Custard' } },
      { type: 'changed', conversation: pinned },
      { type: 'generating', conversationId: first.id, isGenerating: true },
      { type: 'removed', conversationId: second.id },
    );
    expect(list).toEqual({ conversations: [pinned, { ...first, title: 'Custard' }], generatingIds: new Set(['a']) });
  });

  // Catches: an event that overtakes the snapshot and makes a list of one.
  test('is not known before its snapshot', () => {
    expect(after({ type: 'changed', conversation: first })).toBeNull();
  });
});

describe('groups', () => {
  const today = 100;
  const grouped = (
    conversations: readonly Conversation[],
    query: string,
    more: Pick<GroupingOptions, 'projects' | 'view'> = {},
  ) =>
    groupConversations(conversations, { query, startOfTodayMs: today, ...more }).map((group) => [
      group.project?.name ?? group.name,
      group.conversations.map(({ id }) => id),
    ]);
  const ids = (query: string) => grouped([first, second, pinned], query);

  test('pinned, today and earlier, the empty ones left out', () => {
    expect([ids(''), ids('sql')]).toEqual([
      [
        ['pinned', ['p']],
        ['today', ['b']],
        ['earlier', ['a']],
      ],
      [['today', ['b']]],
    ]);
  });

  test('search passes over letter case and accents and asks for every word', () => {
    expect([ids('BRULEE creme'), ids('creme sql'), ids('  ').length]).toEqual([[['earlier', ['a']]], [], 3]);
  });
});

describe('projects, tags and the archive', () => {
  const garden: Project = { id: 'garden' as ProjectId, name: 'Garden', systemPrompt: '', createdAtMs: 1 };
  const empty: Project = { ...garden, id: 'empty' as ProjectId, name: 'Empty' };
  const all = [
    aConversation({ id: 'filed', projectId: 'garden', title: 'Roses', tags: ['Red'] }),
    aConversation({ id: 'pinned', projectId: 'garden', isPinned: true }),
    aConversation({ id: 'gone', projectId: 'unknown' }),
    aConversation({ id: 'old', isArchived: true, title: 'Old roses', tags: ['red'] }),
  ];
  const grouped = (query: string, view: Partial<ListView> = {}) =>
    groupConversations(all, {
      query,
      startOfTodayMs: 0,
      projects: [empty, garden],
      view: { ...wholeList, ...view },
    }).map(({ key, isOpen, conversations }) => [key, isOpen, conversations.map(({ id }) => id)]);

  // Catches: a conversation that is in no group and so nowhere, or in two.
  test('each conversation stands in one place; archived ones leave the list', () => {
    expect(grouped('')).toEqual([
      ['pinned', true, ['pinned']],
      ['project-empty', true, []],
      ['project-garden', true, ['filed']],
      ['today', true, ['gone']],
    ]);
    expect(grouped('', { isArchive: true })).toEqual([['archived', true, ['old']]]);
  });

  test('a search looks into folded projects and the archive; a tag is the same in any letter case', () => {
    const closed = { closedProjectIds: new Set(['garden']) };
    expect(grouped('', closed)[2]).toEqual(['project-garden', false, ['filed']]);
    expect(grouped('roses', closed)).toEqual([
      ['project-garden', true, ['filed']],
      ['archived', true, ['old']],
    ]);
    expect(grouped('', { tag: 'RED' })).toEqual([['project-garden', true, ['filed']]]);
  });
});

describe('drafts', () => {
  // Catches: a draft typed in one conversation appearing in another, or lost when the first message makes it real.
  test('each conversation has its own, and the new chat too', () => {
    const drafts = createStore<Drafts>(new Map());
    writeDraft(drafts, 'a', 'for a');
    writeDraft(drafts, null, 'for a new one');
    expect(['a', 'b', null].map((id) => readDraft(drafts.get(), id))).toEqual(['for a', '', 'for a new one']);
  });

  test('sending takes out what was sent and keeps what was typed meanwhile', () => {
    const drafts = createStore<Drafts>(new Map());
    writeDraft(drafts, 'a', 'first second');
    clearSentDraft(drafts, 'a', 'first');
    writeDraft(drafts, 'b', 'rewritten');
    clearSentDraft(drafts, 'b', 'sent');
    expect(['a', 'b'].map((id) => readDraft(drafts.get(), id))).toEqual(['second', 'rewritten']);
  });
});
