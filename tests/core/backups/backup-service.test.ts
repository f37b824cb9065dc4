import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { BackupsView } from '../../../main/contract/backups.ts';
import { AppError } from '../../../main/contract/errors.ts';
import { BackupService } from '../../../main/core/backups/backup-service.ts';
import type { BackupStore } from '../../../main/core/ports/backup-store.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { exampleConversation, exampleMessage } from '../../support/example-conversation.ts';
import { waitUntil } from '../../support/processes.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { createTestLogger } from '../../support/test-logger.ts';

const ahead = 'daily-2099-01-01T00-00-00-000Z';
const dayMs = 24 * 60 * 60 * 1000;

async function open(
  options: { readonly dataFolder?: string; readonly now?: () => number; readonly looks?: boolean } = {},
) {
  const dataFolder = options.dataFolder ?? temporaryFolder();
  const storage = openStorage({ dataFolder });
  storage.conversations.createWith(exampleConversation(), [exampleMessage('q', null)]);
  const logger = createTestLogger();
  let reopened = 0;
  const service = new BackupService({
    store: storage.backups,
    host: { reopen: () => void (reopened += 1), openFolder: () => Promise.resolve() },
    clock: { now: options.now ?? Date.now },
    logger,
    firstLookMs: options.looks === true ? 1 : 60_000,
  });
  onTestFinished(async () => {
    await service.dispose();
    storage.close();
  });
  const views: BackupsView[] = [];
  await service.watch((view) => views.push(view));
  const kinds = () => views.at(-1)?.backups.map(({ kind }) => kind);
  return { service, storage, dataFolder, views, kinds, reopened: () => reopened, logger };
}

/** The store, of which something is different. */
function otherwise(store: BackupStore, different: Partial<BackupStore>): BackupStore {
  return {
    folder: store.folder,
    list: () => store.list(),
    make: (kind, progress) => store.make(kind, progress),
    remove: (id) => store.remove(id),
    tidy: () => store.tidy(),
    prepareRestore: (id) => store.prepareRestore(id),
    ...different,
  };
}

test('a copy is made when the newest daily one is a day old, and only then', async () => {
  const dataFolder = temporaryFolder();
  const first = await open({ dataFolder, looks: true });
  await waitUntil(() => first.views.at(-1)?.work === null && first.kinds()?.length === 1);
  expect(first.kinds()).toEqual(['daily']);
  await first.service.dispose();

  for (const [now, count] of [
    [() => Date.now() + dayMs / 2, 1],
    [() => Date.now() + 2 * dayMs, 2],
    // A clock that was set back must not put copies off for years.
    [() => Date.now() - 400 * dayMs, 3],
  ] as const) {
    const service = new BackupService({
      store: first.storage.backups,
      host: { reopen: () => undefined, openFolder: () => Promise.resolve() },
      clock: { now },
      logger: first.logger,
      firstLookMs: 1,
    });
    const views: BackupsView[] = [];
    await service.watch((view) => views.push(view));
    if (views[0]?.backups.length !== count) await waitUntil(() => views.at(-1)?.backups.length === count);
    await service.dispose();
    expect((await first.storage.backups.list()).length).toBe(count);
  }
});

test('a copy that a wrong clock dated years ahead does not make every look a new one, till the others are gone', async () => {
  const storage = openStorage({ dataFolder: temporaryFolder() });
  const quietly = { signal: new AbortController().signal, onProgress: () => undefined };
  const { id } = await storage.backups.make('daily', quietly);
  renameSync(join(storage.backups.folder, `${id}.db`), join(storage.backups.folder, `${ahead}.db`));
  await storage.backups.make('daily', quietly);
  let lists = 0;
  const list = async () => {
    const backups = await storage.backups.list();
    lists += 1;
    return backups;
  };
  const service = new BackupService({
    store: otherwise(storage.backups, { list }),
    host: { reopen: () => undefined, openFolder: () => Promise.resolve() },
    clock: { now: Date.now },
    logger: createTestLogger(),
    firstLookMs: 1,
  });
  onTestFinished(async () => {
    await service.dispose();
    storage.close();
  });
  await waitUntil(() => lists > 0);
  // What the look began comes before it.
  await service.make('by-hand');
  expect((await storage.backups.list()).map(({ kind }) => kind)).toEqual(['daily', 'by-hand', 'daily']);
});

test('a folder that cannot be written is said as such', async () => {
  const dataFolder = temporaryFolder();
  writeFileSync(join(dataFolder, 'backups'), 'a file in the place of the folder');
  const storage = openStorage({ dataFolder });
  onTestFinished(() => storage.close());
  const quietly = { signal: new AbortController().signal, onProgress: () => undefined };
  await expect(storage.backups.make('daily', quietly)).rejects.toMatchObject({ code: 'backup-failed' });
});

test('what keeps a daily copy from being made is told until one is made', async () => {
  const storage = openStorage({ dataFolder: temporaryFolder() });
  let isShort = true;
  const short = new AppError('disk-short', { neededBytes: 2, freeBytes: 1 });
  const store = otherwise(storage.backups, {
    make: (kind, progress) => (isShort ? Promise.reject(short) : storage.backups.make(kind, progress)),
  });
  const host = { reopen: () => undefined, openFolder: () => Promise.resolve() };
  const service = new BackupService({
    store,
    host,
    clock: { now: Date.now },
    logger: createTestLogger(),
    firstLookMs: 1,
  });
  onTestFinished(async () => {
    await service.dispose();
    storage.close();
  });
  const views: BackupsView[] = [];
  await service.watch((view) => views.push(view));
  await waitUntil(() => views.at(-1)?.trouble !== null);
  expect(views.at(-1)).toMatchObject({ trouble: { code: 'disk-short' }, backups: [], work: null });
  isShort = false;
  await service.make('daily');
  expect(views.at(-1)).toMatchObject({ trouble: null, backups: [{ kind: 'daily' }], work: null });
});

test('one thing at a time: what is done is told, and a restore opens the app again after it was answered', async () => {
  const { service, views, kinds, reopened } = await open();
  const [made] = await Promise.all([service.make(), service.make('daily')]);
  expect(kinds()).toEqual(['daily', 'by-hand']);
  const works = views.map(({ work }) => (work?.type === 'making' ? work.kind : null));
  expect(works.filter((kind, index) => kind !== works[index - 1])).toEqual([null, 'by-hand', null, 'daily', null]);
  await service.restore(made.id);
  expect(reopened()).toBe(0);
  await waitUntil(() => reopened() === 1);
  await service.remove(made.id);
  expect(kinds()).toEqual(['daily']);
  await expect(service.remove(made.id)).rejects.toMatchObject({ code: 'not-found' });
});
