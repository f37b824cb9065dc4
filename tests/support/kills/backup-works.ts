import { setTimeout as sleep } from 'node:timers/promises';
import type { Storage } from '../../../main/core/ports/repositories.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { exampleMessage } from '../example-conversation.ts';
import { beginChat } from './chat-works.ts';
import type { KillWork, Teller } from './kill-works.ts';

const quietly = { signal: new AbortController().signal, onProgress: () => undefined };

function write(storage: Storage, chat: string, name: string, tell: Teller): void {
  const message = { ...exampleMessage(name, null, 'user', chat), text: `${name} `.repeat(2_000) };
  tell.change({ type: 'messages', messages: [{ id: message.id, text: message.text }] }, () =>
    storage.conversations.append([message], { conversationId: message.conversationId, updatedAtMs: 1 }),
  );
}

/** Copies, while messages are written. */
export async function backUp({ dataFolder, seed, tell }: KillWork): Promise<void> {
  const storage = openStorage({ dataFolder });
  await storage.backups.tidy();
  const chat = beginChat(storage, tell, `chat${seed}`);
  let count = 0;
  const timer = setInterval(() => write(storage, chat, `b${seed}-${(count += 1)}`, tell), 10);
  tell.ready();
  for (;;) {
    const { id } = await storage.backups.make('by-hand', quietly);
    for (const old of (await storage.backups.list()).filter((copy) => copy.id !== id))
      await storage.backups.remove(old.id);
    if (!timer.hasRef()) return;
  }
}

/** A copy, more messages, and back to the copy: again and again. */
export async function restore({ dataFolder, seed, tell }: KillWork): Promise<void> {
  let storage = openStorage({ dataFolder });
  const chat = beginChat(storage, tell, `chat${seed}`);
  tell.ready();
  for (let round = 0; ; round += 1) {
    write(storage, chat, `before${seed}-${round}`, tell);
    const id = await tell.backup(async () => (await storage.backups.make('by-hand', quietly)).id);
    write(storage, chat, `after${seed}-${round}`, tell);
    // Acknowledged once it will happen: the note is written.
    await tell.slowly({ type: 'restore', id }, () => storage.backups.prepareRestore(id));
    await sleep(1);
    storage.close();
    storage = openStorage({ dataFolder });
    for (const { id: old } of (await storage.backups.list()).slice(2)) await storage.backups.remove(old);
  }
}
