import type { HubAccount, HubAddress } from '../../contract/hub.ts';
import type { HubCache } from '../ports/hub-cache.ts';
import type { HubClient } from '../ports/hub-client.ts';
import type { SecretStore } from '../ports/secret-store.ts';
import type { HubConnection } from './hub-connection.ts';

export type HubAccountPorts = {
  readonly connection: HubConnection;
  readonly client: HubClient;
  readonly secrets: SecretStore;
  readonly cache: HubCache;
};

/** The person's account at the Hub, and which Hub it is. The token goes in and never comes out. */
export class HubAccountService {
  readonly #ports: HubAccountPorts;

  constructor(ports: HubAccountPorts) {
    this.#ports = ports;
  }

  status(): HubAccount {
    const { connection, secrets } = this.#ports;
    return { protection: secrets.protection, user: connection.user() };
  }

  /** Asks the Hub whose token it is, then keeps it. @throws AppError `hub-unauthorised`, `hub-*`, `network-*`. */
  async setToken(token: string, signal?: AbortSignal): Promise<HubAccount> {
    const { connection, client, cache } = this.#ports;
    const { name } = await client.whoAmI(token, signal);
    await connection.signIn(token, name);
    cache.clear();
    return this.status();
  }

  async removeToken(): Promise<HubAccount> {
    const { connection, cache } = this.#ports;
    await connection.signOut();
    // What one account was shown is not for whoever comes next.
    cache.clear();
    return this.status();
  }

  address(): HubAddress {
    return this.#ports.connection.address();
  }

  /** Null goes back to the usual address. */
  setAddress(address: string | null): HubAddress {
    this.#ports.connection.setAddress(address);
    return this.address();
  }
}
