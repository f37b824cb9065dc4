import { describe, expect, test } from 'vitest';
import type { ConversationEvent, Message } from '../../../main/contract/chat.ts';
import {
  reduceConversation,
  type ConversationState,
  type ReadyConversation,
} from '../../../renderer/state/chat/conversation-state.ts';
import { aConversation, aMessage, aStreamingReply } from './chat-fixtures.ts';

const question = aMessage({ id: 'q1', role: 'user', text: 'Hello', siblingIds: ['q1'] });

function snapshot(messages: readonly Message[]): ConversationEvent {
  return { type: 'snapshot', conversation: aConversation(), messages, phase: { phase: 'waiting' } };
}

function delta(reply: Message, offset: number, text: string, kind: 'text' | 'reasoning' = 'text'): ConversationEvent {
  return { type: 'reply-delta', replyId: reply.id, kind, offset, text };
}

function after(...events: readonly ConversationEvent[]): ConversationState {
  return events.reduce<ConversationState>((state, event) => reduceConversation(state, event).state, {
    status: 'loading',
  });
}

function ready(state: ConversationState): ReadyConversation {
  if (state.status !== 'ready') throw new Error(`not ready but ${state.status}`);
  return state;
}

describe('a reply under way', () => {
  const reply = aStreamingReply();

  test('grows by pieces of text and of reasoning, each with its own offset', () => {
    const state = after(
      snapshot([question, reply]),
      delta(reply, 0, 'hm', 'reasoning'),
      delta(reply, 0, 'He'),
      delta(reply, 2, 'y'),
    );
    expect(ready(state).live).toEqual({ ...reply, text: 'Hey', reasoning: 'hm' });
  });

  // Catches: rendering the whole conversation at every token.
  test('leaves the list of messages and every other message as they are', () => {
    const before = ready(after(snapshot([question, reply])));
    const { state } = reduceConversation(before, delta(reply, 0, 'He'));
    expect(ready(state).messages).toBe(before.messages);
  });

  test.each([
    ['a gap', 3],
    ['an overlap', 1],
  ])('%s is out of step and changes nothing', (_name, offset) => {
    const before = after(snapshot([question, reply]), delta(reply, 0, 'He'));
    expect(reduceConversation(before, delta(reply, offset, 'x'))).toEqual({ state: before, isOutOfStep: true });
  });

  // Catches: pieces of a reply on another branch written into the one that is shown.
  test('pieces of a reply that is not shown are passed over', () => {
    const before = after(snapshot([question, reply]));
    expect(reduceConversation(before, delta(aStreamingReply({ id: 'r9' }), 0, 'x'))).toEqual({
      state: before,
      isOutOfStep: false,
    });
  });

  test('its end replaces it and ends the phase', () => {
    const ended = aMessage({ text: 'Hey', status: 'stopped', stopReason: 'stopped' });
    const state = ready(
      after(snapshot([question, reply]), delta(reply, 0, 'He'), { type: 'reply-ended', message: ended }),
    );
    expect([state.messages, state.live, state.phase]).toEqual([[question, ended], null, null]);
  });

  test('a snapshot in mid-reply goes on from the text it brings', () => {
    const further = aStreamingReply({ text: 'Hello wo' });
    const state = after(
      snapshot([question, reply]),
      delta(reply, 0, 'He'),
      snapshot([question, further]),
      delta(reply, 8, 'rld'),
    );
    expect(ready(state).live?.text).toBe('Hello world');
  });
});

describe('a conversation', () => {
  // Catches: a reconnection that renders hundreds of unchanged messages again.
  test('keeps the objects of messages that a new snapshot repeats', () => {
    const before = ready(after(snapshot([question, aMessage({ text: 'old' })])));
    const state = ready(
      reduceConversation(before, snapshot([structuredClone(question), aMessage({ text: 'new' })])).state,
    );
    expect(state.messages.map((message, index) => message === before.messages[index])).toEqual([true, false]);
  });

  test('knows that its words could not be saved, until they were', () => {
    const error = { code: 'disk-full', params: { path: '/data' }, isRetryable: true } as const;
    const troubled = ready(after(snapshot([question]), { type: 'storage-trouble', error }));
    const { state } = reduceConversation(troubled, { type: 'storage-trouble', error: null });
    expect([troubled.storageTrouble, ready(state).storageTrouble]).toEqual([error, null]);
  });

  test('is gone once deleted, and there again with a snapshot', () => {
    expect([
      after(snapshot([question]), { type: 'deleted' }).status,
      after({ type: 'deleted' }, snapshot([])).status,
    ]).toEqual(['deleted', 'ready']);
  });
});
