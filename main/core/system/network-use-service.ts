import type { NetworkUse } from '../../contract/system.ts';
import { Emitter } from '../emitter.ts';
import type { LedgerEntry, Network } from '../ports/network.ts';

const mostHosts = 10;

/** Adds up what left this computer, so that a person can see it at any time. */
export class NetworkUseService {
  readonly #uses = new Emitter<NetworkUse>();
  #use: NetworkUse = { requestCount: 0, sentBytes: 0, receivedBytes: 0, hosts: [] };

  constructor(network: Pick<Network, 'watchLedger'>) {
    network.watchLedger((entry) => {
      this.#use = add(this.#use, entry);
      this.#uses.emit(this.#use);
    });
  }

  /** What there is now, then every change. @returns a function that ends the subscription. */
  watch(listener: (use: NetworkUse) => void): () => void {
    const unsubscribe = this.#uses.subscribe(listener);
    listener(this.#use);
    return unsubscribe;
  }
}

function add(use: NetworkUse, { host, sentBytes, receivedBytes }: LedgerEntry): NetworkUse {
  return {
    requestCount: use.requestCount + 1,
    sentBytes: use.sentBytes + sentBytes,
    receivedBytes: use.receivedBytes + receivedBytes,
    hosts: [host, ...use.hosts.filter((known) => known !== host)].slice(0, mostHosts),
  };
}
