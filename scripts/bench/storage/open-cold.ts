import { openStorage } from '../../../main/storage/storage.ts';

/* A process of its own: what a start does with the database, measured once. The folder is the argument. */
const [dataFolder = ''] = process.argv.slice(2);
const startedAt = performance.now();
const storage = openStorage({ dataFolder });
const openedAt = performance.now();
const now = Date.now();
storage.conversations.markInterrupted();
storage.conversations.purgeDeleted(now);
storage.conversations.purgeRemoved(now);
storage.attachments.removeStranded();
storage.settings.read();
storage.search.waiting({ messages: 20, length: 50_000 });
const readyAt = performance.now();
storage.conversations.list();
const listedAt = performance.now();
process.stdout.write(
  JSON.stringify({ openMs: openedAt - startedAt, readyMs: readyAt - startedAt, listMs: listedAt - readyAt }),
);
storage.close();
