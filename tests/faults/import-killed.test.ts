import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ImportEvent, ImportFile, ImportPreview } from '../../main/contract/exchange.ts';
import { openStorage } from '../../main/storage/storage.ts';
import { startApp, type Client } from '../support/app-process.ts';
import { chatGptConversation, chatGptMessage } from '../support/exchange/chatgpt-export.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const conversations = 150;
const messagesEach = 40;

function exportText(): string {
  const nodes = Array.from({ length: messagesEach }, (_, place) => ({
    id: `m${place}`,
    parent: place === 0 ? null : `m${place - 1}`,
    message: chatGptMessage(`m${place}`, place % 2 === 0 ? 'user' : 'assistant', `${'words '.repeat(80)}${place}`),
  }));
  const last = `m${messagesEach - 1}`;
  return JSON.stringify(
    Array.from({ length: conversations }, (_, index) => chatGptConversation(`c${index}`, nodes, last)),
  );
}

function preview(client: Client, file: ImportFile): Promise<ImportPreview> {
  return new Promise((resolve, reject) => {
    client.exchange.previewImport.subscribe(
      { files: [file] },
      { onData: (event) => event.type === 'done' && resolve(event.preview), onError: reject },
    );
  });
}

/** Follows an import until an event is what is waited for; a wire that breaks never calls back. */
function run(client: Client, importId: string, isWaitedFor: (event: ImportEvent) => boolean): Promise<ImportEvent> {
  return new Promise((resolve) => {
    client.exchange.runImport.subscribe(
      { importId, projectId: null },
      { onData: (event) => isWaitedFor(event) && resolve(event), onError: () => undefined },
    );
  });
}

async function started(dataFolder: string) {
  const app = await startApp({ dataFolder });
  onTestFinished(async () => void (await app.end()));
  const { client, close } = await app.connect();
  onTestFinished(() => close());
  return { app, client };
}

test('an app killed in the middle of an import has whole conversations only, and the import repeated brings the rest', async () => {
  const folder = temporaryFolder();
  const dataFolder = join(folder, 'data');
  const path = join(folder, 'conversations.json');
  writeFileSync(path, exportText());
  const file = { kind: 'path', path } as const;

  const first = await started(dataFolder);
  const { uploadId } = await first.client.exchange.beginUpload.mutate({ name: 'left.json', sizeBytes: 3 });
  await first.client.exchange.uploadPiece.mutate({ uploadId, offset: 0, base64: 'YWJj' });
  const { importId } = await preview(first.client, file);
  await run(first.client, importId, (event) => event.type === 'progress' && event.done > event.total / 3);
  await first.app.kill();
  expect(readdirSync(join(dataFolder, 'exchange'))).toHaveLength(1);

  const again = await started(dataFolder);
  const seen = await preview(again.client, file);
  expect(seen.known).toBeGreaterThan(0);
  expect(seen.known).toBeLessThan(conversations);
  expect(seen.known + seen.conversations).toBe(conversations);
  const end = await run(again.client, seen.importId, (event) => event.type === 'done');
  expect(end).toMatchObject({ conversations: seen.conversations, messages: seen.conversations * messagesEach });
  expect(existsSync(join(dataFolder, 'exchange'))).toBe(false);
  expect(await again.app.end()).toBe(0);

  const storage = openStorage({ dataFolder });
  const counts = storage.exchange.list(null).map(({ id }) => storage.exchange.count(id).active);
  storage.close();
  expect(counts).toEqual(Array.from({ length: conversations }, () => messagesEach));
});

test('an import that is stopped keeps what had come, and tells the list', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'conversations.json');
  writeFileSync(path, exportText());
  const { client } = await started(join(folder, 'data'));
  const listed = new Promise<number>((resolve) => {
    client.chat.watchList.subscribe(undefined, {
      onData: (event) =>
        event.type === 'snapshot' && event.conversations.length > 0 && resolve(event.conversations.length),
    });
  });
  const file = { kind: 'path', path } as const;
  const { importId } = await preview(client, file);
  const subscription = client.exchange.runImport.subscribe(
    { importId, projectId: null },
    { onData: (event) => event.type === 'progress' && event.done > event.total / 4 && subscription.unsubscribe() },
  );
  const kept = await listed;
  expect(kept).toBeLessThan(conversations);
  expect((await preview(client, file)).known).toBe(kept);
});
