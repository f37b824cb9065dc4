import { expect, test } from 'vitest';
import { createBatchPace, type SequencePace } from '../../main/runner/batch-pace.ts';

const never = new AbortController().signal;
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** Notes who evaluates with whom; a batch ends when `end` is called. */
function createContext(names: readonly string[]) {
  const { join } = createBatchPace();
  const members = new Map(names.map((name) => [name, join()] as const));
  const batches: string[][] = [];
  let batch: string[] = [];
  const member = (name: string): SequencePace => {
    const found = members.get(name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };
  return {
    batches,
    member,
    enter: () => names.forEach((name) => member(name).enter()),
    ask: async (name: string, kind: 'prompt' | 'token', signal = never): Promise<boolean> => {
      const isGranted = await member(name).turn(kind, signal);
      if (isGranted) batch.push(name);
      return isGranted;
    },
    async end(comeBack: () => void = () => undefined) {
      const ended = batch;
      batch = [];
      batches.push(ended);
      for (const name of ended) member(name).over();
      comeBack();
      await turns(2);
    },
  };
}

test('everybody who is ready evaluates in the same batch, however late the last one of the batch before asks', async () => {
  const context = createContext(['a', 'b', 'c']);
  context.enter();
  for (const name of ['a', 'b', 'c']) void context.ask(name, 'token');
  await turns(2);
  await context.end();
  void context.ask('a', 'token');
  void context.ask('b', 'token');
  await Promise.resolve();
  void context.ask('c', 'token');
  await turns(2);
  await context.end();
  expect(context.batches).toEqual([
    ['a', 'b', 'c'],
    ['a', 'b', 'c'],
  ]);
});

test('one chunk of a prompt at a time goes with the tokens: that of the sequence that began first', async () => {
  const context = createContext(['a', 'b', 'c']);
  context.enter();
  void context.ask('c', 'prompt');
  void context.ask('b', 'prompt');
  void context.ask('a', 'token');
  await turns(2);
  await context.end(() => void context.ask('b', 'prompt'));
  await context.end();
  await context.end();
  expect(context.batches).toEqual([['a', 'b'], ['b'], ['c']]);
});

test('one that is stopped while it waits does not evaluate, and holds nobody up', async () => {
  const context = createContext(['a', 'b']);
  context.enter();
  const stop = new AbortController();
  void context.ask('a', 'prompt');
  await turns(2);
  const stopped = context.ask('b', 'prompt', stop.signal);
  stop.abort();
  expect(await stopped).toBe(false);
  await context.end();
  expect(await context.member('a').turn('token', never)).toBe(true);
});

test('alone, a sequence waits for nothing', async () => {
  const context = createContext(['a', 'b']);
  context.member('a').enter();
  expect(context.member('a').isAlone).toBe(true);
  expect(await context.ask('a', 'prompt')).toBe(true);
  context.member('b').enter();
  expect(context.member('b').isAlone).toBe(false);
});
