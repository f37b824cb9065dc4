import { expect, test } from 'vitest';
import type { ConversationEvent } from '../../../main/contract/chat.ts';
import { ConversationStore } from '../../../renderer/state/chat/conversation-store.ts';
import type { Observer } from '../../../renderer/state/stream.ts';
import { aConversation, aStreamingReply } from './chat-fixtures.ts';

const reply = aStreamingReply();

/** A server of which the test plays every part, and a clock whose frames are drawn by hand. */
function aStage() {
  const observers: Observer<ConversationEvent>[] = [];
  const frames: (() => void)[] = [];
  const faults: string[] = [];
  let open = 0;
  let nowMs = 0;
  const store = new ConversationStore({
    subscribe(observer) {
      observers.push(observer);
      open += 1;
      return { unsubscribe: () => (open -= 1) };
    },
    schedule(task) {
      frames.push(task);
      return () => frames.splice(frames.indexOf(task), 1);
    },
    nowMs: () => nowMs,
    onFault: (message) => faults.push(message),
    resumeDelayMs: 5,
  });
  let changes = 0;
  store.shown.subscribe(() => (changes += 1));
  return {
    store,
    faults,
    subscriptions: () => observers.length,
    openSubscriptions: () => open,
    changes: () => changes,
    advance: (ms: number) => (nowMs += ms),
    send: (event: ConversationEvent, from = observers.length - 1) => observers[from]?.onData(event),
    complete: () => observers.at(-1)?.onComplete(),
    drawFrame: () => frames.splice(0).forEach((task) => task()),
    text: () => {
      const state = store.shown.get();
      return state.status === 'ready' ? state.live?.text : state.status;
    },
  };
}

const snapshot = (text: string): ConversationEvent => ({
  type: 'snapshot',
  conversation: aConversation(),
  messages: [{ ...reply, text }],
  phase: { phase: 'generating' },
});
const delta = (offset: number, text: string): ConversationEvent => ({
  type: 'reply-delta',
  replyId: reply.id,
  kind: 'text',
  offset,
  text,
});
const soon = (ms = 20) => new Promise((resolve) => setTimeout(resolve, ms));

// Catches: one render a token; at 500 tokens a second that is eight renders a frame.
test('500 pieces between two frames are one change', () => {
  const stage = aStage();
  stage.store.open();
  stage.send(snapshot(''));
  const before = stage.changes();
  for (let index = 0; index < 500; index += 1) stage.send(delta(index, 'x'));
  const unseen = stage.text();
  stage.drawFrame();
  expect([unseen, stage.text(), stage.changes() - before]).toEqual(['', 'x'.repeat(500), 1]);
});

test('a gap is reported and repaired by a new subscription, from which the text goes on', async () => {
  const stage = aStage();
  stage.store.open();
  stage.send(snapshot('abc'));
  stage.send(delta(7, 'lost'));
  await soon();
  stage.send(delta(3, 'late news of the old subscription'), 0);
  stage.send(snapshot('abcdef'));
  stage.send(delta(6, 'g'));
  stage.drawFrame();
  expect([stage.text(), stage.faults.length, stage.subscriptions(), stage.openSubscriptions()]).toEqual([
    'abcdefg',
    1,
    2,
    1,
  ]);
});

// Catches: a server whose offsets are always wrong being asked again as fast as it answers.
test('a second gap at once waits before it asks again', async () => {
  const stage = aStage();
  stage.store.open();
  stage.send(snapshot(''));
  stage.send(delta(9, 'x'));
  await soon();
  stage.send(snapshot(''));
  stage.send(delta(9, 'x'));
  await soon();
  expect(stage.subscriptions()).toBe(2);
});

test('a subscription that the server ended is taken up again, with what was shown still there', async () => {
  const stage = aStage();
  stage.store.open();
  stage.send(snapshot('kept'));
  stage.complete();
  const shown = stage.text();
  await soon(30);
  expect([shown, stage.subscriptions(), stage.openSubscriptions()]).toEqual(['kept', 2, 1]);
});

test('closing ends the subscription and any repair that waits', async () => {
  const stage = aStage();
  const close = stage.store.open();
  stage.send(snapshot('abc'));
  stage.send(delta(7, 'lost'));
  close();
  await soon();
  expect([stage.subscriptions(), stage.openSubscriptions()]).toEqual([1, 0]);
});
