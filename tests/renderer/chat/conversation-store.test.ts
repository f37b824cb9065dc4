import { expect, test } from 'vitest';
import type { ConversationEvent, PathRange } from '../../../main/contract/chat.ts';
import { ConversationStore } from '../../../renderer/state/chat/conversation-store.ts';
import type { Observer } from '../../../renderer/state/stream.ts';
import { aConversation, aPath, aStreamingReply, aWindow } from './chat-fixtures.ts';

const reply = aStreamingReply();

type Question = {
  readonly from: number;
  readonly to: number;
  readonly answer: (range: PathRange) => void;
  readonly fail: (error: Error) => void;
};

/** A server of which the test plays every part, and a clock whose frames are drawn by hand. */
function aStage() {
  const observers: Observer<ConversationEvent>[] = [];
  const frames: (() => void)[] = [];
  const faults: string[] = [];
  const questions: Question[] = [];
  let open = 0;
  let nowMs = 0;
  const store = new ConversationStore({
    subscribe(observer) {
      observers.push(observer);
      open += 1;
      return { unsubscribe: () => (open -= 1) };
    },
    ask: (from, to) => new Promise((answer, fail) => questions.push({ from, to, answer, fail })),
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
    questions,
    asked: () => questions.map(({ from, to }) => [from, to]),
    told: () => {
      const state = store.shown.get();
      return state.status === 'ready' ? state.path.messages.map((message) => message?.text ?? null) : [];
    },
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
  path: aWindow([{ ...reply, text }]),
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

const longPath = aPath(350);
const leafId = longPath.at(-1)?.id ?? null;
const openedLong = (): ConversationEvent => ({
  type: 'snapshot',
  conversation: aConversation(),
  path: aWindow(longPath.slice(340), { from: 340 }),
  phase: null,
});
const rangeOf = (from: number, to: number, path = longPath): PathRange => ({
  from,
  messages: path.slice(from, to),
  leafId: path.at(-1)?.id ?? null,
});

// Catches: asking for each message, or for everything that was passed while scrolling.
test('what is looked at is asked for in pages, two at a time, the newest wish first', async () => {
  const stage = aStage();
  stage.store.open();
  stage.send(openedLong());
  stage.store.look(330, 350);
  stage.store.look(20, 30);
  stage.store.look(120, 130);
  stage.store.look(220, 230);
  stage.questions[0]?.answer(rangeOf(300, 350));
  await soon();
  stage.drawFrame();
  expect([stage.asked(), stage.told().slice(299, 302)]).toEqual([
    [
      [300, 350],
      [0, 100],
      [200, 300],
    ],
    [null, 'm 300', 'm 301'],
  ]);
});

// Catches: messages of a branch that was left, because their answer came after the branch was chosen.
test('an answer that comes after the path became another one is void, and asked for again', async () => {
  const stage = aStage();
  const other = aPath(350, 'b');
  stage.store.open();
  stage.send(openedLong());
  stage.store.look(0, 10);
  stage.send({ type: 'path-changed', path: aWindow(other.slice(340), { from: 340 }), phase: null });
  stage.questions[0]?.answer(rangeOf(0, 100));
  await soon();
  stage.questions[1]?.answer(rangeOf(0, 100, other));
  await soon();
  stage.drawFrame();
  expect([stage.asked().length, stage.told()[0]]).toEqual([2, 'b 0']);
});

// Catches: a page asked for again and again while the event that explains the answer is still on its way.
test('an answer from a path that is not told yet waits for the event that tells it', async () => {
  const stage = aStage();
  const other = aPath(350, 'b');
  stage.store.open();
  stage.send(openedLong());
  stage.store.look(0, 10);
  stage.questions[0]?.answer(rangeOf(0, 100, other));
  await soon();
  const before = stage.asked().length;
  stage.send({ type: 'path-changed', path: aWindow(other.slice(340), { from: 340 }), phase: null });
  expect([before, stage.asked().length, leafId]).toEqual([1, 2, 'm349']);
});

// Catches: a rating given while its page was under way, undone by the older answer.
test('a message that changed while its page was under way keeps the change', async () => {
  const stage = aStage();
  stage.store.open();
  stage.send(openedLong());
  stage.store.look(0, 10);
  const [first] = longPath;
  if (first) stage.send({ type: 'message-changed', message: { ...first, text: 'changed' } });
  stage.questions[0]?.answer(rangeOf(0, 100));
  await soon();
  stage.drawFrame();
  expect(stage.told().slice(0, 2)).toEqual(['changed', 'm 1']);
});

test('a page that failed is asked for again, and a page read before a lost connection too', async () => {
  const stage = aStage();
  stage.store.open();
  stage.send(openedLong());
  stage.store.look(0, 10);
  stage.questions[0]?.fail(new Error('lost'));
  await soon(40);
  stage.questions[1]?.answer(rangeOf(0, 100));
  await soon();
  stage.send(openedLong());
  stage.drawFrame();
  expect([stage.asked(), stage.told()[0]]).toEqual([
    [
      [0, 100],
      [0, 100],
      [0, 100],
    ],
    'm 0',
  ]);
});
