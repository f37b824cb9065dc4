import { expect, test } from 'vitest';
import type { CompareEvent, Round } from '../../../main/contract/compare.ts';
import { ComparisonStore } from '../../../renderer/state/compare/comparison-store.ts';
import type { Observer } from '../../../renderer/state/stream.ts';
import { aComparison, anAnswer, aRound, aWritingAnswer } from './compare-fixtures.ts';

const first = aWritingAnswer({ id: 'a1', columnId: 'col1' });
const second = aWritingAnswer({ id: 'a2', columnId: 'col2', messageId: 'r2', place: 1 });
const running = aRound({ answers: [first, second], progress: { finished: 0, total: 2, remainingMs: null } });

/** A server of which the test plays every part; frames are drawn by hand. */
function aStage() {
  const observers: Observer<CompareEvent>[] = [];
  const frames: (() => void)[] = [];
  const faults: string[] = [];
  const store = new ComparisonStore({
    subscribe(observer) {
      observers.push(observer);
      return { unsubscribe: () => undefined };
    },
    schedule(task) {
      frames.push(task);
      return () => frames.splice(frames.indexOf(task), 1);
    },
    nowMs: () => 0,
    onFault: (message) => faults.push(message),
    resumeDelayMs: 5,
  });
  let changes = 0;
  store.shown.subscribe(() => (changes += 1));
  const ready = () => {
    const state = store.shown.get();
    if (state.status !== 'ready') throw new Error(`The comparison is ${state.status}`);
    return state;
  };
  store.open();
  return {
    store,
    faults,
    ready,
    changes: () => changes,
    subscriptions: () => observers.length,
    send: (...events: readonly CompareEvent[]) => events.forEach((event) => observers.at(-1)?.onData(event)),
    drawFrame: () => frames.splice(0).forEach((task) => task()),
    texts: () =>
      ready().rounds.flatMap(({ answers }) => answers.map(({ id, text }) => ready().live.get(id)?.text ?? text)),
  };
}

const snapshot = (...rounds: readonly Round[]): CompareEvent => ({
  type: 'snapshot',
  comparison: aComparison(),
  rounds,
});
const delta = (answerId: Round['answers'][number]['id'], offset: number, text: string): CompareEvent => ({
  type: 'answer-delta',
  answerId,
  kind: 'text',
  offset,
  text,
});
const soon = () => new Promise((resolve) => setTimeout(resolve, 20));

// Catches: a render a token and column, and every column drawn again because one of them grew.
test('pieces of two answers between two frames are one change, and an answer that did not grow stays the same object', () => {
  const stage = aStage();
  stage.send(snapshot(running));
  stage.send(delta(second.id, 0, 'other'));
  stage.drawFrame();
  const before = { changes: stage.changes(), rounds: stage.ready().rounds, other: stage.ready().live.get(second.id) };
  for (let offset = 0; offset < 300; offset += 1) stage.send(delta(first.id, offset, 'x'));
  stage.drawFrame();
  const { rounds, live } = stage.ready();
  expect([stage.changes() - before.changes, rounds === before.rounds, live.get(second.id) === before.other]).toEqual([
    1,
    true,
    true,
  ]);
});

test('an answer that ends leaves the others writing; its own text is the one that was kept', () => {
  const stage = aStage();
  stage.send(snapshot(running), delta(first.id, 0, 'half'), delta(second.id, 0, 'on'));
  stage.send({ type: 'answer-changed', roundId: running.id, answer: anAnswer({ id: 'a1', text: 'half of it' }) });
  stage.send(delta(second.id, 2, ' and on'));
  stage.drawFrame();
  expect([stage.texts(), [...stage.ready().live.keys()]]).toEqual([['half of it', 'on and on'], ['a2']]);
});

// Catches: a whole round that was read a moment ago taking words back which are on the screen already.
test('a round that is told whole does not take back the pieces that came meanwhile', () => {
  const stage = aStage();
  stage.send(snapshot(running), delta(first.id, 0, 'half of it'));
  const stale = { ...running, tags: [], answers: [{ ...first, text: 'half' }, second] };
  stage.send({ type: 'round-changed', round: stale }, delta(first.id, 10, ' is here'));
  stage.drawFrame();
  expect([stage.texts(), stage.faults]).toEqual([['half of it is here', ''], []]);
});

// Catches: the words of the version before standing in front of those of the new one.
test('an answer that is written anew begins empty', () => {
  const stage = aStage();
  stage.send(snapshot(aRound({ answers: [anAnswer({ text: 'the old words' })] })));
  stage.send({ type: 'answer-changed', roundId: running.id, answer: aWritingAnswer({ messageId: 'r9' }) });
  stage.send(delta(first.id, 0, 'new'));
  stage.drawFrame();
  expect(stage.texts()).toEqual(['new']);
});

test('a new round comes last, a removed one goes, and progress is its round’s own', () => {
  const stage = aStage();
  const other = aRound({ id: 'w2', answers: [anAnswer({ id: 'a9' })] });
  stage.send(snapshot(running), { type: 'round-changed', round: other });
  stage.send({ type: 'progress', roundId: other.id, progress: { finished: 1, total: 2, remainingMs: 4_000 } });
  stage.send({ type: 'round-removed', roundId: running.id });
  stage.drawFrame();
  expect(stage.ready().rounds.map(({ id, progress }) => [id, progress?.finished])).toEqual([['w2', 1]]);
});

test('a gap is reported and repaired by a new subscription, from which the text goes on', async () => {
  const stage = aStage();
  stage.send(snapshot(running), delta(first.id, 7, 'lost'));
  await soon();
  stage.send(snapshot({ ...running, answers: [{ ...first, text: 'abcdef' }, second] }), delta(first.id, 6, 'g'));
  stage.drawFrame();
  expect([stage.texts(), stage.faults.length, stage.subscriptions()]).toEqual([['abcdefg', ''], 1, 2]);
});
