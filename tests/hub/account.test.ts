import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HubConnection } from '../../main/core/hub/hub-connection.ts';
import { SettingsService } from '../../main/core/settings/settings-service.ts';
import { createElectronSecretStore } from '../../main/electron/secret-store.ts';
import { createWebSecretStore } from '../../main/web/secret-store.ts';
import { appErrorOf } from '../support/app-error-of.ts';
import { tinyRepo } from '../support/hub/tiny-repo.ts';
import { startHubSide } from '../support/hub-side.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const users = { hf_reader: { name: 'reader', canRead: [] } };

test('a token is checked before it is kept, survives a restart, and is gone when removed', async () => {
  const side = await startHubSide({ repos: [tinyRepo('a/b')], users });
  const { account, storage, dataFolder, hub } = side;
  expect(await appErrorOf(() => account.setToken('hf_wrong'))).toBe('hub-unauthorised');
  expect(account.status()).toEqual({ protection: 'file', user: null });
  await account.setToken('hf_reader');
  expect(statSync(join(dataFolder, 'secrets.json')).mode & 0o777).toBe(0o600);
  const restarted = new HubConnection({
    secrets: createWebSecretStore(dataFolder),
    settings: new SettingsService(storage.settings),
    defaultAddress: hub.url,
  });
  expect([restarted.token(), restarted.user()?.name]).toEqual(['hf_reader', 'reader']);
  await account.removeToken();
  expect(account.status().user).toBeNull();
  expect(readdirSync(dataFolder)).not.toContain('secrets.json');
});

test('the token is in no error, no ledger, no cache and no database', async () => {
  const { account, service, network, hub, dataFolder, storage } = await startHubSide({
    repos: [tinyRepo('a/b')],
    users,
  });
  await account.setToken('hf_reader');
  hub.inject({ origin: 'api', fault: { kind: 'status', status: 401 } });
  const error: unknown = await account.setToken('hf_secret_two').catch((reason: unknown) => reason);
  await service.page('a/b' as never);
  storage.close();
  const files = readdirSync(dataFolder).filter((name) => name.startsWith('counterweight.db'));
  const stored = files.map((name) => readFileSync(join(dataFolder, name), 'latin1')).join('');
  const seen = JSON.stringify([network.ledger(), error, String(error)]) + stored;
  expect(/hf_reader|hf_secret_two/.exec(seen)).toBeNull();
});

test('what one account was shown is forgotten with it', async () => {
  const { account, service, network } = await startHubSide({
    repos: [tinyRepo('a/private', { isPrivate: true })],
    users: { hf_reader: { name: 'reader', canRead: ['a/private'] } },
  });
  await account.setToken('hf_reader');
  await service.page('a/private' as never);
  await account.removeToken();
  network.setOffline(true);
  expect(await appErrorOf(() => service.page('a/private' as never))).toBe('network-offline');
});

test('a damaged file of secrets holds none, and a good one can be written in its place', async () => {
  const folder = temporaryFolder();
  const store = createWebSecretStore(folder);
  for (const text of ['', '[', 'null', '[1]', '{"hub-token":5}']) {
    writeFileSync(join(folder, 'secrets.json'), text);
    expect(store.read('hub-token')).toBeNull();
  }
  await store.write('hub-token', 'x');
  expect(store.read('hub-token')).toBe('x');
});

/** Turns text around: enough to see that what lies on disk is not the secret. */
function keychain(backend: 'gnome_libsecret' | 'basic_text') {
  const turn = (text: string): string => text.split('').reverse().join('');
  return {
    getSelectedStorageBackend: () => backend,
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text: string) => Buffer.from(turn(text)),
    decryptStringAsync: async (bytes: Buffer) => {
      if (!bytes.toString().endsWith('_fh')) throw new Error('another key');
      return { shouldReEncrypt: false, result: turn(bytes.toString()) };
    },
  };
}

test('with a keychain only the encrypted secret is on disk; one that cannot be decrypted is asked for again', async () => {
  const folder = temporaryFolder();
  const store = await createElectronSecretStore(folder, keychain('gnome_libsecret'));
  expect(store.protection).toBe('system');
  await store.write('hub-token', 'hf_secret');
  expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).not.toContain('hf_secret');
  expect((await createElectronSecretStore(folder, keychain('gnome_libsecret'))).read('hub-token')).toBe('hf_secret');
  await createWebSecretStore(folder).write('hub-token', 'plain');
  expect((await createElectronSecretStore(folder, keychain('gnome_libsecret'))).read('hub-token')).toBeNull();
});

test.runIf(process.platform === 'linux')('a Linux without a keychain keeps a secret in memory only', async () => {
  const folder = temporaryFolder();
  const store = await createElectronSecretStore(folder, keychain('basic_text'));
  await store.write('hub-token', 'hf_secret');
  expect([store.protection, store.read('hub-token'), readdirSync(folder)]).toEqual(['memory', 'hf_secret', []]);
});
