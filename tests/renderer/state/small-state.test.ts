import { describe, expect, it, vi } from 'vitest';
import { defaultSettings, type Settings } from '../../../main/contract/settings.ts';
import type { RunnerLoad } from '../../../main/contract/system.ts';
import { formatRoute, parseRoute } from '../../../renderer/state/route.ts';
import { applyPatch, reduceSettings } from '../../../renderer/state/settings.ts';
import { createStore } from '../../../renderer/state/store.ts';
import { memoryShares, reduceLoad } from '../../../renderer/state/system-load.ts';

describe('routes', () => {
  it.each([
    '#/chat',
    '#/chat/abc_-9',
    '#/compare',
    '#/compare/abc_-9',
    '#/compare/votes',
    '#/library',
    '#/settings',
    '#/system',
  ])('%s leads there and back', (hash) => {
    expect(formatRoute(parseRoute(hash))).toBe(hash);
  });

  // Would catch: an address from outside putting markup or a path where an id belongs.
  it.each([
    '',
    '#',
    '#/',
    '#/nowhere',
    '#/chat/',
    '#/chat/a b',
    '#/chat/<img>',
    '#/chat/../library',
    `#/chat/${'a'.repeat(65)}`,
  ])('%j leads to a new chat', (hash) => {
    expect(parseRoute(hash)).toEqual({ screen: 'chat', conversationId: null });
  });
});

describe('applyPatch', () => {
  // Would catch: a key that is present but undefined wiping the setting.
  it('changes only keys that have a value', () => {
    expect(applyPatch(defaultSettings, { theme: 'dark', idleUnloadMinutes: undefined })).toEqual({
      ...defaultSettings,
      theme: 'dark',
    });
  });
});

// Would catch: models changing their colours because a page that hides names is not told of the looks it knows.
it('looks of models that are known stay', () => {
  const withLooks = (modelLooks: Record<string, number>): Settings => ({ ...defaultSettings, modelLooks });
  const { modelLooks } = reduceSettings(withLooks({ a: 0, b: 1 }), withLooks({ c: 2 }));
  expect(modelLooks).toEqual({ a: 0, b: 1, c: 2 });
});

describe('memory', () => {
  const GiB = 1024 ** 3;
  const runnerOf = (id: string, memoryBytes: number): RunnerLoad => {
    return { modelId: id, modelName: id, memoryBytes, videoMemoryBytes: 0, processId: 1, loadedAtMs: 0 };
  };
  const load = {
    totalMemoryBytes: 16 * GiB,
    availableMemoryBytes: 10 * GiB,
    runners: [runnerOf('a', 4 * GiB)],
  };

  it('is shared between models, others and free space', () => {
    expect(memoryShares(load)).toEqual({
      totalBytes: 16 * GiB,
      modelBytes: 4 * GiB,
      otherBytes: 2 * GiB,
      freeBytes: 10 * GiB,
    });
  });

  // Would catch: a bar wider than its track, when pages shared by two runners are counted twice.
  it('never shows more in use than the system says', () => {
    const runners = [...load.runners, runnerOf('b', 9 * GiB)];
    const shares = memoryShares({ ...load, runners });
    expect([shares.modelBytes, shares.otherBytes]).toEqual([6 * GiB, 0]);
  });

  it('is the same value while nothing changes, so that nothing renders', () => {
    expect(reduceLoad(load, structuredClone(load))).toBe(load);
  });
});

describe('createStore', () => {
  // Would catch: a listener that ends its own subscription making the next one miss the change.
  it('tells every listener of a change once, and none when the value stays', () => {
    const store = createStore(1);
    const second = vi.fn();
    const end = store.subscribe(() => end());
    store.subscribe(second);
    store.set(1);
    store.set((value) => value + 1);
    expect({ value: store.get(), calls: second.mock.calls.length }).toEqual({ value: 2, calls: 1 });
  });
});
