import { expect, test } from 'vitest';
import { createWideQueue } from '../../main/runners/wide-queue.ts';

const never = new AbortController().signal;
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function createWorkshop(width: number) {
  const add = createWideQueue(width);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    add: (name: string, share = 1, signal = never): Promise<string> =>
      add(
        signal,
        async () => {
          begun.push(name);
          await new Promise<void>((resolve) => ends.set(name, resolve));
          return name;
        },
        share,
      ),
    async end(name: string) {
      ends.get(name)?.();
      await settled();
    },
  };
}

test('as many as there is width for run at once, in the order they came', async () => {
  const shop = createWorkshop(2);
  const all = ['a', 'b', 'c', 'd'].map((name) => shop.add(name));
  await settled();
  expect(shop.begun).toEqual(['a', 'b']);
  await shop.end('b');
  expect(shop.begun).toEqual(['a', 'b', 'c']);
  for (const name of ['a', 'c', 'd']) await shop.end(name);
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
});

test('one that wants everything runs alone, and is not overtaken by those that want little', async () => {
  const shop = createWorkshop(3);
  for (const name of ['a', 'b']) void shop.add(name);
  void shop.add('whole', 3);
  void shop.add('late');
  await settled();
  expect(shop.begun).toEqual(['a', 'b']);
  await shop.end('a');
  await shop.end('b');
  expect(shop.begun).toEqual(['a', 'b', 'whole']);
  await shop.end('whole');
  expect(shop.begun).toEqual(['a', 'b', 'whole', 'late']);
});

test('who gives up waiting makes room for those behind, and never runs', async () => {
  const shop = createWorkshop(2);
  const stop = new AbortController();
  void shop.add('a');
  const given = shop.add('whole', 2, stop.signal);
  void shop.add('b');
  await settled();
  stop.abort(new Error('stopped'));
  await expect(given).rejects.toThrow('stopped');
  await settled();
  expect(shop.begun).toEqual(['a', 'b']);
});
