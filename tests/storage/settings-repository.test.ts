import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultSettings } from '../../main/contract/settings.ts';
import { databaseFileName } from '../../main/storage/database.ts';
import { openStorage } from '../../main/storage/storage.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('changing one setting leaves the others, across a restart', () => {
  const dataFolder = temporaryFolder();
  const storage = openStorage({ dataFolder });
  storage.settings.write({ theme: 'dark' });
  storage.settings.write({ idleUnloadMinutes: 0, isRailCollapsed: undefined });
  storage.close();
  const reopened = openStorage({ dataFolder });
  expect(reopened.settings.read()).toEqual({ ...defaultSettings, theme: 'dark', idleUnloadMinutes: 0 });
  reopened.close();
});

// Would catch: a switch or a proxy that is forgotten at the next start, when downloads would go on by themselves.
test('the offline switch and the proxy, with its credentials, outlive a restart', () => {
  const dataFolder = temporaryFolder();
  const wanted = { isOffline: true, proxy: 'http://me:p%40ss@proxy.example:8080' };
  const storage = openStorage({ dataFolder });
  storage.settings.write(wanted);
  storage.close();
  const reopened = openStorage({ dataFolder });
  expect(reopened.settings.read()).toEqual({ ...defaultSettings, ...wanted });
  reopened.close();
});

test('a value of another version falls back to its default instead of stopping the app', () => {
  const dataFolder = temporaryFolder();
  openStorage({ dataFolder }).close();
  const raw = new Sqlite(join(dataFolder, databaseFileName));
  raw.exec(`INSERT INTO settings VALUES ('theme', '"sepia"'), ('fromTheFuture', '{"a":1}')`);
  raw.close();
  const storage = openStorage({ dataFolder });
  expect(storage.settings.read()).toEqual(defaultSettings);
  storage.close();
});
