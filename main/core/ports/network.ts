/** One outbound request. Nothing leaves this computer by another way. */
export type NetworkRequest = {
  readonly url: string;
  readonly method?: 'GET' | 'HEAD' | 'POST';
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** Longest silence before the answer begins and between two pieces of it. Default 30 s. */
  readonly silenceMs?: number;
  /** Redirects to follow; off the first host `authorization` and `cookie` are dropped. Default 0: a 3xx is an answer. */
  readonly maxRedirects?: number;
};

export type NetworkAnswer = {
  readonly status: number;
  /** Names in lower case; repeated headers are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where the answer came from, after redirects. */
  readonly url: string;
};

export type WholeAnswer = NetworkAnswer & { readonly body: Uint8Array };

/** Slows down or ends a body while it arrives. */
export interface BodyFlow {
  pause(): void;
  resume(): void;
}

/** Takes a body piece by piece. What either method throws ends the request and becomes its failure. */
export interface BodySink {
  begin(answer: NetworkAnswer, flow: BodyFlow): void;
  take(bytes: Uint8Array): void;
}

/** A request as the person may see it: never a query, a header or a token. */
export type LedgerEntry = {
  readonly atMs: number;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  readonly durationMs: number;
};

/** `system` follows HTTP_PROXY, HTTPS_PROXY and NO_PROXY; `none` goes directly; anything else is a proxy's address. */
export type ProxySetting = 'system' | 'none' | { readonly address: string };

/**
 * The only way out. Every method throws AppError `network-offline` (the switch), `network-unreachable`,
 * `network-interrupted`, `network-timeout`, `network-untrusted`, `network-oversized`, or the signal's reason.
 */
export interface Network {
  readonly isOffline: boolean;
  /** Going offline ends what is under way. */
  setOffline(isOffline: boolean): void;
  watchOffline(listener: (isOffline: boolean) => void): () => void;
  setProxy(proxy: ProxySetting): void;

  /** The whole body, of at most `maxBytes`. */
  read(request: NetworkRequest, maxBytes: number): Promise<WholeAnswer>;
  /** The body as it arrives; resolves after its last byte. */
  stream(request: NetworkRequest, sink: BodySink): Promise<NetworkAnswer>;
  /** For libraries that bring their own calls: the same door, with bodies of at most 32 MB. */
  readonly fetch: typeof globalThis.fetch;

  /** Newest last; the last thousand. */
  ledger(): readonly LedgerEntry[];
  watchLedger(listener: (entry: LedgerEntry) => void): () => void;
  dispose(): Promise<void>;
}
