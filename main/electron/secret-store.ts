import type { SafeStorage } from 'electron';
import type { SecretStore } from '../core/ports/secret-store.ts';
import { SecretFile, type Secrets } from '../storage/secret-file.ts';

type Keychain = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/**
 * Secrets encrypted with a key from the system's keychain. Without one they live in memory until the app ends: on Linux
 * Electron would otherwise use a password that is the same everywhere (`basic_text`), which protects nothing.
 * Call after the app is ready.
 */
export async function createElectronSecretStore(dataFolder: string, keychain: Keychain): Promise<SecretStore> {
  const file = new SecretFile(dataFolder);
  const isProtected = await hasKeychain(keychain);
  const values = new Map(isProtected ? await decryptAll(file.read(), keychain) : []);
  return {
    protection: isProtected ? 'system' : 'memory',
    read: (name) => values.get(name) ?? null,
    async write(name, value) {
      if (isProtected) {
        const encrypted = await keychain.encryptStringAsync(value);
        file.write({ ...file.read(), [name]: encrypted.toString('base64') });
      }
      values.set(name, value);
    },
    async remove(name) {
      values.delete(name);
      const { [name]: _removed, ...others } = file.read();
      file.write(others);
    },
  };
}

async function hasKeychain(keychain: Keychain): Promise<boolean> {
  try {
    if (process.platform === 'linux') {
      const backend = keychain.getSelectedStorageBackend();
      if (backend === 'basic_text' || backend === 'unknown') return false;
    }
    return await keychain.isAsyncEncryptionAvailable();
  } catch {
    return false;
  }
}

/** What was encrypted under another key, or written by the web host, cannot be read here: it is entered anew. */
async function decryptAll(secrets: Secrets, keychain: Keychain): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for (const [name, text] of Object.entries(secrets)) {
    try {
      found.push([name, (await keychain.decryptStringAsync(Buffer.from(text, 'base64'))).result]);
    } catch {
      continue;
    }
  }
  return found;
}
