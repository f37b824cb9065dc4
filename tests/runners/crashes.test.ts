import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeBigramModel } from '../support/gguf/bigram-model.ts';
import { isProcessGone, waitUntil } from '../support/processes.ts';
import { acquire, say, startTestPool, user } from './test-pool.ts';
import { loadRequestOf } from '../support/load-request.ts';

const folder = mkdtempSync(join(tmpdir(), 'counterweight-crashes-'));
const endless = { path: join(folder, 'endless.gguf'), sizeBytes: 0 };

beforeAll(async () => {
  const ballast = { layers: 4, feedForward: 2048 };
  endless.sizeBytes = await writeBigramModel({ path: endless.path, seed: 1, endless: true, ballast });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const request = () => loadRequestOf(endless.path, endless.sizeBytes);

test('a runner killed in mid-reply: the text so far was delivered, the cause is told, the next acquire works', async () => {
  const pool = startTestPool();
  const { modelId } = request();
  const runner = await acquire(pool, request());
  const reply = say(runner, [user('Hello')]);
  await reply.said();
  process.kill(runner.pid, 'SIGKILL');
  // Windows has no signals: a killed process ends with code 1 there.
  const cause = process.platform === 'win32' ? 1 : 'SIGKILL';
  const error = { code: 'runner-crashed', params: { cause, phase: 'generating' }, isRetryable: true };
  await expect(reply.result).rejects.toMatchObject(error);
  expect(reply.text).not.toBe('');
  expect(pool.runtime(modelId)).toMatchObject({ state: 'failed', error });

  const fresh = await acquire(pool, request());
  expect(fresh.pid).not.toBe(runner.pid);
  expect((await say(fresh, [user('Hello')], { maxTokens: 4 }).result).stats.replyTokens).toBe(4);
  expect(pool.runtime(modelId).state).toBe('ready');
});

test('a runner killed while idle is replaced at the next acquire', async () => {
  const pool = startTestPool();
  const { modelId } = request();
  const runner = await acquire(pool, request());
  process.kill(runner.pid, 'SIGKILL');
  await waitUntil(() => pool.runtime(modelId).state === 'failed');
  const fresh = await acquire(pool, request());
  expect((await say(fresh, [user('Hello')], { maxTokens: 4 }).result).stopReason).toBe('max-tokens');
});

test('a runner that hangs in mid-reply is killed after its limit and named as stalled', async () => {
  const pool = startTestPool({ misbehaviour: 'hang-generating', stallLimits: { generating: 700 } });
  const { modelId } = request();
  const runner = await acquire(pool, request());
  const reply = say(runner, [user('Hello')]);
  await expect(reply.result).rejects.toMatchObject({
    code: 'runner-stalled',
    params: { seconds: 1, phase: 'generating' },
  });
  expect(reply.text).toBe('So far');
  await waitUntil(() => pool.runtime(modelId).state === 'failed' && isProcessGone(runner.pid));
});

test('a runner that hangs while loading is killed after its limit', async () => {
  const pool = startTestPool({ misbehaviour: 'hang-loading', stallLimits: { loading: 700 } });
  await expect(acquire(pool, request())).rejects.toMatchObject({
    code: 'runner-stalled',
    params: { seconds: 1, phase: 'loading' },
  });
  expect(pool.pids.map(isProcessGone)).toEqual([true]);
});

test('a runner that ignores a stop is killed after three seconds, and the reply still ends as stopped', async () => {
  const pool = startTestPool({ misbehaviour: 'hang-generating' });
  const { modelId } = request();
  const runner = await acquire(pool, request());
  const reply = say(runner, [user('Hello')]);
  await reply.said();
  const stoppedAtMs = performance.now();
  reply.stop();
  expect(await reply.result).toMatchObject({ stopReason: 'stopped', stats: { replyTokens: 2 } });
  expect(performance.now() - stoppedAtMs).toBeGreaterThan(2900);
  await waitUntil(() => isProcessGone(runner.pid));
  expect(pool.runtime(modelId)).toMatchObject({ state: 'failed', error: { code: 'runner-stalled' } });
});

test('a native abort while loading is a crash with its signal, and no process stays', async () => {
  const pool = startTestPool({ misbehaviour: 'abort-loading' });
  const cause = process.platform === 'win32' ? 134 : 'SIGABRT';
  await expect(acquire(pool, request())).rejects.toMatchObject({
    code: 'runner-crashed',
    params: { cause, phase: 'loading' },
  });
  expect(pool.pids.map(isProcessGone)).toEqual([true]);
});

describe('a runner that breaks the protocol', () => {
  test('speaks another version', async () => {
    const pool = startTestPool({ misbehaviour: 'other-version' });
    await expect(acquire(pool, request())).rejects.toMatchObject({
      code: 'runner-start-failed',
      params: { detail: 'protocol version 5, expected 4' },
    });
    expect(pool.pids.map(isProcessGone)).toEqual([true]);
  });

  test('ends before it is ready', async () => {
    const pool = startTestPool({ misbehaviour: 'exit-at-start' });
    await expect(acquire(pool, request())).rejects.toMatchObject({
      code: 'runner-start-failed',
      params: { detail: '9' },
    });
  });

  test.each([
    ['unknown-message', 'it sent an unknown message'],
    ['garbage', 'it sent an unknown message'],
    ['endless-message', 'it sent an unknown message'],
    ['deep-message', 'it sent an unknown message'],
    ['missing-piece', 'a piece of the reply is missing'],
  ])('%s', async (misbehaviour, detail) => {
    const pool = startTestPool({ misbehaviour });
    const runner = await acquire(pool, request());
    const reply = say(runner, [user('Hello')]);
    await expect(reply.result).rejects.toMatchObject({ code: 'runner-failed', params: { detail } });
    await waitUntil(() => isProcessGone(runner.pid));
    expect(reply.text).toBe('So far');
  });
});

// Elsewhere a process cannot be frozen from outside; the hanging processes above stand for it there.
if (process.platform !== 'win32') {
  describe('a frozen runner', () => {
    test('shows no progress in mid-reply and is killed', async () => {
      const pool = startTestPool({ stallLimits: { generating: 1000 } });
      const runner = await acquire(pool, request());
      const reply = say(runner, [user('Hello')]);
      await reply.said();
      process.kill(runner.pid, 'SIGSTOP');
      await expect(reply.result).rejects.toMatchObject({ code: 'runner-stalled', params: { phase: 'generating' } });
      await waitUntil(() => isProcessGone(runner.pid));
      expect((await say(await acquire(pool, request()), [user('Hello')], { maxTokens: 4 }).result).stopReason).toBe(
        'max-tokens',
      );
    });

    test('cannot keep the app from closing', async () => {
      const pool = startTestPool();
      const runner = await acquire(pool, request());
      const reply = say(runner, [user('Hello')]);
      await reply.said();
      process.kill(runner.pid, 'SIGSTOP');
      const startedAtMs = performance.now();
      await pool.dispose();
      expect(performance.now() - startedAtMs).toBeLessThan(3000);
      expect(isProcessGone(runner.pid)).toBe(true);
      expect((await reply.result).stopReason).toBe('stopped');
    });
  });
}
