import type { SecretStore } from '../core/ports/secret-store.ts';
import { SecretFile } from '../storage/secret-file.ts';

/** Plain Node reaches no keychain: secrets lie in a file for this account alone, and the person is told so. */
export function createWebSecretStore(dataFolder: string): SecretStore {
  const file = new SecretFile(dataFolder);
  return {
    protection: 'file',
    read: (name) => file.read()[name] ?? null,
    write: async (name, value) => file.write({ ...file.read(), [name]: value }),
    remove: async (name) => {
      const { [name]: _removed, ...others } = file.read();
      file.write(others);
    },
  };
}
