import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { finishWithin } from '../../main/electron/finish-within.ts';

test('work that ends in time is waited for, work that hangs is given up, a failure comes through', async () => {
  expect(await finishWithin(wait(5), 1_000)).toBe(true);
  expect(await finishWithin(new Promise<void>(() => undefined), 20)).toBe(false);
  await expect(finishWithin(Promise.reject(new Error('bug')), 1_000)).rejects.toThrow('bug');
});
