import { describe, expect, test } from 'vitest';
import type { ConversationEvent, Message } from '../../../main/contract/chat.ts';
import {
  reduceConversation,
  type ConversationState,
  type ReadyConversation,
} from '../../../renderer/state/chat/conversation-state.ts';
import { withRange } from '../../../renderer/state/chat/conversation-path.ts';
import { aConversation, aMessage, aPath, aStreamingReply, aWindow } from './chat-fixtures.ts';

const question = aMessage({ id: 'q1', role: 'user', text: 'Hello', siblingIds: ['q1'] });

function snapshot(messages: readonly Message[], from = 0): ConversationEvent {
  return {
    type: 'snapshot',
    conversation: aConversation(),
    path: aWindow(messages, { from }),
    phase: { phase: 'waiting' },
  };
}

function told(state: ConversationState): readonly (string | null)[] {
  return ready(state).path.messages.map((message) => message?.text ?? null);
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
  test('leaves the path and every other message as they are', () => {
    const before = ready(after(snapshot([question, reply])));
    const { state } = reduceConversation(before, delta(reply, 0, 'He'));
    expect(ready(state).path).toBe(before.path);
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
    expect([state.path.messages, state.live, state.phase]).toEqual([[question, ended], null, null]);
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

describe('a long path', () => {
  const all = aPath(6);
  const opened = after(snapshot(all.slice(4), 4));

  test('is known from its end, and by ranges', () => {
    const { path } = ready(opened);
    const filled = withRange(path, { from: 1, messages: all.slice(1, 3), leafId: path.leafId });
    expect([told(opened), filled.messages.map((message) => message?.id ?? null)]).toEqual([
      [null, null, null, null, 'm 4', 'm 5'],
      [null, 'm1', 'm2', null, 'm4', 'm5'],
    ]);
  });

  // Catches: messages of a branch that was left shown in the one that was chosen.
  test('a range of another path changes nothing', () => {
    const { path } = ready(opened);
    expect(withRange(path, { from: 0, messages: aPath(4, 'x'), leafId: aMessage({ id: 'x9' }).id })).toBe(path);
  });

  test('a change of path keeps what it says it keeps, and asks for the rest', () => {
    const known = after(snapshot(all));
    const branch = aPath(7, 'b');
    const changed = reduceConversation(known, {
      type: 'path-changed',
      path: aWindow(branch.slice(5), { from: 5, kept: 3 }),
      phase: null,
    }).state;
    expect(told(changed)).toEqual(['m 0', 'm 1', 'm 2', null, null, 'b 5', 'b 6']);
    expect(ready(changed).path.messages[1]).toBe(all[1]);
  });

  // Catches: a lost connection that empties the screen of a reader far above the end.
  test('a snapshot of the same path leaves what was read, one of another path does not', () => {
    const known = after(snapshot(all));
    const again = reduceConversation(known, snapshot(structuredClone(all.slice(4)), 4)).state;
    const other = reduceConversation(known, snapshot(aPath(6, 'b').slice(4), 4)).state;
    expect([told(again).slice(0, 5), told(other)]).toEqual([
      ['m 0', 'm 1', 'm 2', 'm 3', 'm 4'],
      [null, null, null, null, 'b 4', 'b 5'],
    ]);
  });

  test('a message that changed where it stands is replaced there; one that is not known changes nothing', () => {
    const rated = { ...aMessage({ id: 'm4', text: 'rated' }) };
    const changed = reduceConversation(opened, { type: 'message-changed', message: rated }).state;
    const unknown = reduceConversation(opened, { type: 'message-changed', message: aMessage({ id: 'm0' }) }).state;
    expect([told(changed)[4], unknown === opened]).toEqual(['rated', true]);
  });

  // Catches: words that flicker back, because what was read from the disk is half a second old.
  test('a reply under way that is told anew keeps its newest words', () => {
    const reply = aStreamingReply();
    const growing = after(snapshot([question, reply]), delta(reply, 0, 'Hello'));
    const { state } = reduceConversation(growing, {
      type: 'message-changed',
      message: { ...reply, text: 'He', rating: 'up' },
    });
    expect(ready(state).live).toMatchObject({ text: 'Hello', rating: 'up' });
  });
});

describe('a conversation', () => {
  // Catches: a reconnection that renders hundreds of unchanged messages again.
  test('keeps the objects of messages that a new snapshot repeats', () => {
    const before = ready(after(snapshot([question, aMessage({ text: 'old' })])));
    const state = ready(
      reduceConversation(before, snapshot([structuredClone(question), aMessage({ text: 'new' })])).state,
    );
    expect(state.path.messages.map((message, index) => message === before.path.messages[index])).toEqual([true, false]);
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
