import { TRPCClientError } from '@trpc/client';
import { describe, expect, it } from 'vitest';
import { createStream, type Observer } from '../../../renderer/state/stream.ts';

/** A server whose every subscription is kept and driven by the test. */
function createServer() {
  const observers: Observer<number>[] = [];
  let endedCount = 0;
  return {
    observers,
    endedCount: () => endedCount,
    subscribe: (observer: Observer<number>) => {
      observers.push(observer);
      return { unsubscribe: () => void (endedCount += 1) };
    },
  };
}

const sum = (before: number | null, event: number): number | null =>
  event === 0 ? 0 : before === null ? null : before + event;
const failure = (data: unknown) => TRPCClientError.from({ error: { code: -32603, message: 'failed', data } } as never);

describe('createStream', () => {
  // Would catch: deltas applied to nothing when they come before the snapshot.
  it('is live from the snapshot on', () => {
    const server = createServer();
    const stream = createStream({ subscribe: server.subscribe, reduce: sum });
    server.observers[0]?.onData(5);
    const before = stream.store.get();
    server.observers[0]?.onData(0);
    server.observers[0]?.onData(7);
    expect([before, stream.store.get()]).toEqual([{ status: 'waiting' }, { status: 'live', value: 7 }]);
  });

  // Would catch: a screen frozen for good after the app's other half restarted and ended its subscriptions politely.
  it('subscribes again when the server ends it without a reason, and keeps the last value meanwhile', async () => {
    const server = createServer();
    const stream = createStream({ subscribe: server.subscribe, reduce: sum, resumeDelayMs: 5 });
    server.observers[0]?.onData(0);
    server.observers[0]?.onComplete();
    const meanwhile = stream.store.get();
    await expect.poll(() => server.observers.length).toBe(2);
    stream.stop();
    expect(meanwhile).toEqual({ status: 'live', value: 0 });
  });

  it('shows an expected failure with its words, and starts over on retry', () => {
    const server = createServer();
    const stream = createStream({ subscribe: server.subscribe, reduce: sum });
    const appError = { code: 'database-damaged', params: { path: '/d' }, isRetryable: false };
    server.observers[0]?.onError(failure({ appError }));
    const failed = stream.store.get();
    stream.retry();
    const retried = stream.store.get();
    server.observers[1]?.onData(0);
    expect([failed, retried, stream.store.get()]).toEqual([
      { status: 'failed', error: appError },
      { status: 'waiting' },
      { status: 'live', value: 0 },
    ]);
  });

  // Would catch: a stopped stream that comes back to life and holds its subscription for ever.
  it('stays stopped', async () => {
    const server = createServer();
    const stream = createStream({ subscribe: server.subscribe, reduce: sum, resumeDelayMs: 1 });
    server.observers[0]?.onComplete();
    stream.stop();
    await new Promise((resolve) => setTimeout(resolve, 15));
    expect({ subscriptions: server.observers.length, ended: server.endedCount() }).toEqual({
      subscriptions: 1,
      ended: 1,
    });
  });
});
