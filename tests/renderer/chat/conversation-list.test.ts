import { describe, expect, test } from 'vitest';
import type { ConversationListEvent } from '../../../main/contract/chat.ts';
import { reduceConversationList, type ConversationList } from '../../../renderer/state/chat/conversation-list.ts';
import { groupConversations } from '../../../renderer/state/chat/group-conversations.ts';
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
  const ids = (query: string) =>
    groupConversations([first, second, pinned], query, today).map((group) => [
      group.name,
      group.conversations.map(({ id }) => id),
    ]);

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
