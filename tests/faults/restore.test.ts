import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { AppProcess, Client } from '../support/app-process.ts';
import { startedApp } from '../support/started-app.ts';

async function titles(client: Client): Promise<readonly string[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly string[]>();
  const subscription = client.chat.watchList.subscribe(undefined, {
    onData: (event) => event.type === 'snapshot' && resolve(event.conversations.map(({ title }) => title)),
    onError: reject,
  });
  // A page that is sent away while the app opens is neither answered nor refused.
  const timer = setTimeout(() => reject(new Error('no answer')), 1_000);
  return promise.finally(() => {
    clearTimeout(timer);
    subscription.unsubscribe();
  });
}

/** What a page does that was cut off: it comes again until it is served. */
async function titlesOnceOpen(app: AppProcess, cookie: string) {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const page = await app.connect(cookie);
    const found = await titles(page.client).catch(() => null);
    if (found !== null) {
      onTestFinished(() => page.close());
      return { client: page.client, found };
    }
    await page.close();
    await sleep(200);
  }
  throw new Error('the app did not open again');
}

test('a restore closes and opens the app behind its address: pages connect again and see the copy', async () => {
  const { app, client, model, dataFolder, cookie } = await startedApp({ endless: true });
  const { conversationId } = await client.chat.send.mutate({ conversationId: null, text: 'First', modelId: model.id });
  const { id } = await client.backups.make.mutate();
  await client.chat.rename.mutate({ conversationId, title: 'Renamed' });
  await client.backups.restore.mutate({ id });
  // A reply is under way while the app closes.
  await sleep(400);
  const again = await titlesOnceOpen(app, cookie);
  expect(again.found).toEqual(['First']);
  expect((await again.client.backups.list.query()).map(({ kind }) => kind)).toEqual(['before-restore', 'by-hand']);
  expect(readdirSync(dataFolder).filter((name) => /restor/.test(name))).toEqual([]);
  expect(app.child.exitCode).toBe(null);
});
