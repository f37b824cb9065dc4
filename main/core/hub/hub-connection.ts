import type { HubAddress } from '../../contract/hub.ts';
import type { HubAccess } from '../ports/hub-access.ts';
import type { SecretStore } from '../ports/secret-store.ts';
import type { SettingsService } from '../settings/settings-service.ts';

type StoredToken = { readonly token: string; readonly name: string; readonly origin: string };

const secretName = 'hub-token';

/** Where the Hub is and who asks. A token is sent only to the address it was entered for. */
export class HubConnection implements HubAccess {
  readonly #secrets: SecretStore;
  readonly #settings: SettingsService;
  readonly #defaultAddress: string;
  #stored: StoredToken | null;

  constructor(ports: {
    readonly secrets: SecretStore;
    readonly settings: SettingsService;
    readonly defaultAddress: string;
  }) {
    this.#secrets = ports.secrets;
    this.#settings = ports.settings;
    this.#defaultAddress = ports.defaultAddress;
    this.#stored = parseStored(ports.secrets.read(secretName));
  }

  origin(): string {
    return this.address().address;
  }

  token(): string | null {
    return this.#stored?.origin === this.origin() ? this.#stored.token : null;
  }

  address(): HubAddress {
    const chosen = this.#settings.read().hubAddress;
    return { address: chosen ?? this.#defaultAddress, isDefault: chosen === null };
  }

  setAddress(address: string | null): void {
    this.#settings.update({ hubAddress: address });
  }

  user(): { readonly name: string; readonly isForThisHub: boolean } | null {
    return this.#stored && { name: this.#stored.name, isForThisHub: this.#stored.origin === this.origin() };
  }

  /** @throws AppError `data-folder-unwritable`, `disk-full`. */
  async signIn(token: string, name: string): Promise<void> {
    const stored: StoredToken = { token, name, origin: this.origin() };
    await this.#secrets.write(secretName, JSON.stringify(stored));
    this.#stored = stored;
  }

  async signOut(): Promise<void> {
    this.#stored = null;
    await this.#secrets.remove(secretName);
  }
}

function parseStored(text: string | null): StoredToken | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { token, name, origin } = value as Partial<Record<keyof StoredToken, unknown>>;
    const isWhole = typeof token === 'string' && typeof name === 'string' && typeof origin === 'string';
    return isWhole ? { token, name, origin } : null;
  } catch {
    return null;
  }
}
