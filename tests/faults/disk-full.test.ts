import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startApp } from '../support/app-process.ts';
import { watchConversation } from '../support/conversation-watcher.ts';
import { writeBigramModel } from '../support/gguf/bigram-model.ts';
import { onSmallDisk } from '../support/small-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

// Only Linux gives a test a disk of its own; SQLite's own limit stands in for it in the storage tests everywhere.
test.runIf(process.platform === 'linux')(
  'the disk fills up in mid-reply: it is said, and every word is kept',
  async () => {
    const folder = temporaryFolder();
    const mountPoint = temporaryFolder();
    const path = join(folder, 'tiny.gguf');
    await writeBigramModel({ path, seed: 1, endless: true, contextLength: 16_384 });
    const app = await startApp({ dataFolder: join(mountPoint, 'data'), wrapper: onSmallDisk(mountPoint, '6m') });
    onTestFinished(async () => void (await app.end()));
    const { client, close } = await app.connect();
    onTestFinished(() => close());
    const model = await client.models.importFile.mutate({ path });

    const { conversationId } = await client.chat.send.mutate({
      conversationId: null,
      text: 'Tell me all',
      modelId: model.id,
    });
    const watcher = watchConversation(client, conversationId);
    await watcher.untilText(50);
    const filler = join(`/proc/${app.child.pid}/root`, mountPoint, 'filler');
    fill(filler);
    const troubles = () =>
      watcher.events.filter((event) => event.type === 'storage-trouble').map(({ error }) => error?.code ?? null);
    await watcher.until(() => troubles().length === 1);
    const lengthWhenFull = watcher.text().length;
    await watcher.untilText(lengthWhenFull + 50);
    await client.chat.stop.mutate({ conversationId });
    const ended = await watcher.ended();

    rmSync(filler);
    await watcher.until(() => troubles().length === 2);
    expect(troubles()).toEqual(['disk-full', null]);
    const fresh = watchConversation(client, conversationId);
    await fresh.until(() => fresh.events.length > 0);
    expect([fresh.text(), ended.status]).toEqual([ended.text, 'stopped']);
  },
);

test.runIf(process.platform === 'linux')('closing on a full disk is a normal end', async () => {
  const mountPoint = temporaryFolder();
  const app = await startApp({ dataFolder: join(mountPoint, 'data'), wrapper: onSmallDisk(mountPoint, '2m') });
  onTestFinished(async () => void (await app.end()));
  let said = '';
  app.child.stderr?.on('data', (chunk) => (said += String(chunk)));
  const { client, close } = await app.connect();
  onTestFinished(() => close());
  await client.settings.update.mutate({ theme: 'dark' });
  fill(join(`/proc/${app.child.pid}/root`, mountPoint, 'filler'));
  expect([await app.end(), said]).toEqual([0, '']);
});

/** Takes every block that is left. */
function fill(path: string): void {
  writeFileSync(path, '');
  for (let block = 1024 * 1024; block >= 1; block = Math.floor(block / 2)) {
    try {
      while (statfsSync(path).bavail > 0) writeFileSync(path, Buffer.alloc(block), { flag: 'a' });
    } catch {
      // No room for a block of this size: a smaller one may still fit.
    }
  }
}
