import type { Dispatcher } from 'undici';
import { AppError } from '../contract/errors.ts';
import type {
  BodySink,
  LedgerEntry,
  Network,
  NetworkAnswer,
  NetworkRequest,
  ProxySetting,
  WholeAnswer,
} from '../core/ports/network.ts';
import { createDispatcher } from './create-dispatcher.ts';
import { exchange, type ExchangeTraffic } from './exchange.ts';
import { followRedirects } from './follow-redirects.ts';
import { createGatewayFetch } from './gateway-fetch.ts';
import { Ledger } from './ledger.ts';
import { toNetworkError } from './network-errors.ts';
import { readWhole } from './read-whole.ts';

export type GatewayOptions = {
  readonly proxy?: ProxySetting;
  readonly isOffline?: boolean;
  /** Sent with every request that brings none. */
  readonly userAgent?: string;
};

const defaultSilenceMs = 30_000;

/** The one door to the network: an offline switch, a ledger, a proxy, and bounds on everything that comes back. */
export class Gateway implements Network {
  readonly fetch: typeof globalThis.fetch;
  #dispatcher: Dispatcher;
  #isOffline: boolean;
  readonly #userAgent: string;
  readonly #ledger = new Ledger();
  readonly #underWay = new Set<AbortController>();
  readonly #offlineListeners = new Set<(isOffline: boolean) => void>();

  constructor(options: GatewayOptions = {}) {
    this.#dispatcher = createDispatcher(options.proxy ?? 'system');
    this.#isOffline = options.isOffline ?? false;
    this.#userAgent = options.userAgent ?? 'counterweight';
    this.fetch = createGatewayFetch(this);
  }

  get isOffline(): boolean {
    return this.#isOffline;
  }

  setOffline(isOffline: boolean): void {
    if (isOffline === this.#isOffline) return;
    this.#isOffline = isOffline;
    if (isOffline) for (const abort of this.#underWay) abort.abort(offlineError());
    for (const listener of this.#offlineListeners) listener(isOffline);
  }

  watchOffline(listener: (isOffline: boolean) => void): () => void {
    this.#offlineListeners.add(listener);
    return () => void this.#offlineListeners.delete(listener);
  }

  /** What is under way ends by the old way. */
  setProxy(proxy: ProxySetting): void {
    const old = this.#dispatcher;
    this.#dispatcher = createDispatcher(proxy);
    void old.close().catch(() => undefined);
  }

  async stream(request: NetworkRequest, sink: BodySink): Promise<NetworkAnswer> {
    return followRedirects(request, sink, (hop, hopSink) => this.#send(hop, hopSink));
  }

  async read(request: NetworkRequest, maxBytes: number): Promise<WholeAnswer> {
    return readWhole(request, maxBytes, (sink) => this.stream(request, sink));
  }

  ledger(): readonly LedgerEntry[] {
    return this.#ledger.entries();
  }

  watchLedger(listener: (entry: LedgerEntry) => void): () => void {
    return this.#ledger.watch(listener);
  }

  async dispose(): Promise<void> {
    for (const abort of this.#underWay) abort.abort(new AppError('shutting-down'));
    await this.#dispatcher.destroy();
  }

  async #send(request: NetworkRequest, sink: BodySink): Promise<NetworkAnswer> {
    if (this.#isOffline) throw offlineError();
    const url = new URL(request.url);
    if (url.protocol !== 'https:' && url.protocol !== 'http:') {
      throw new AppError('hub-malformed', { detail: `an address with ${url.protocol}` });
    }
    const abort = new AbortController();
    const forward = (): void => abort.abort(request.signal?.reason);
    if (request.signal?.aborted) forward();
    request.signal?.addEventListener('abort', forward);
    this.#underWay.add(abort);
    const silenceMs = request.silenceMs ?? defaultSilenceMs;
    const headers = { 'user-agent': this.#userAgent, ...request.headers };
    const traffic: ExchangeTraffic = { receivedBytes: 0, status: null };
    const startedAtMs = Date.now();
    try {
      return await exchange(this.#dispatcher, { ...request, headers, silenceMs, signal: abort.signal }, sink, traffic);
    } catch (error) {
      throw toNetworkError(error, url.host, silenceMs);
    } finally {
      this.#underWay.delete(abort);
      request.signal?.removeEventListener('abort', forward);
      this.#ledger.add({
        atMs: startedAtMs,
        method: request.method ?? 'GET',
        host: url.host,
        path: url.pathname,
        sentBytes: Buffer.byteLength(request.body ?? ''),
        durationMs: Date.now() - startedAtMs,
        ...traffic,
      });
    }
  }
}

function offlineError(): AppError {
  return new AppError('network-offline', {}, { isRetryable: true });
}
