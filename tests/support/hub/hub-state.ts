import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HubContent } from './hub-content.ts';
import type { FaultPlan } from './hub-faults.ts';
import type { HubRepo, StoredRepo } from './hub-repo.ts';

/** A request as the hub saw it. */
export type SeenRequest = {
  readonly origin: 'api' | 'cdn';
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly range: string | null;
  readonly authorization: string | null;
  readonly headers: IncomingMessage['headers'];
  status: number;
  sentBytes: number;
};

export type HubUser = { readonly name: string; readonly canRead: readonly string[] };

export type HubOptions = {
  readonly repos?: readonly HubRepo[];
  /** Access tokens and what gated or private repositories their owners may read. */
  readonly users?: Readonly<Record<string, HubUser>>;
  /** Lifetime of a signed address. Default one hour, as on the Hub. */
  readonly expirySeconds?: number;
  /** Per connection, both origins. Default: as fast as it goes. */
  readonly bytesPerSecond?: number;
  /** Requests per five minutes before 429: API calls and resolves. Default: no limit. */
  readonly limits?: { readonly api?: number; readonly resolvers?: number };
};

export type HubState = {
  readonly repos: Map<string, StoredRepo>;
  readonly users: Readonly<Record<string, HubUser>>;
  readonly faults: FaultPlan;
  readonly requests: SeenRequest[];
  readonly counts: { api: number; resolvers: number };
  readonly limits: NonNullable<HubOptions['limits']>;
  readonly expirySeconds: number;
  bytesPerSecond: number | null;
  /** Part of every signature: changing it makes all addresses given so far expire. */
  signingKey: string;
  apiUrl: string;
  cdnUrl: string;
  /** Content by the number in its address. */
  readonly contents: Map<string, HubContent>;
  readonly register: (content: HubContent) => string;
};

export type HubExchange = {
  readonly state: HubState;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly seen: SeenRequest;
};

/** Answers with JSON as the Hub does; errors carry their code in a header and the message in both places. */
export function sendJson(
  { response }: HubExchange,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  const body = JSON.stringify(value);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(body);
}

export function sendError(exchange: HubExchange, status: number, code: string | null, message: string): void {
  sendJson(
    exchange,
    status,
    { error: message },
    { ...(code === null ? {} : { 'x-error-code': code }), 'x-error-message': message },
  );
}

/** Whose token came along; `invalid` for one that nobody has. */
export function userOf({ state, request }: HubExchange): HubUser | 'invalid' | null {
  const authorization = request.headers.authorization;
  if (authorization === undefined) return null;
  return state.users[authorization.replace(/^Bearer /, '')] ?? 'invalid';
}

/** Finds a repository and checks access; answers the error itself and returns null when there is none. */
export function openRepo(exchange: HubExchange, id: string, forContent: boolean): StoredRepo | null {
  const stored = exchange.state.repos.get(id);
  const user = userOf(exchange);
  const isReader = user !== null && user !== 'invalid' && user.canRead.includes(id);
  if (user === 'invalid') return refuse(exchange, 401, null, 'Invalid credentials in Authorization header');
  // The Hub does not tell strangers whether a private repository exists.
  if (!stored || (stored.repo.isPrivate === true && !isReader)) {
    if (user === null) return refuse(exchange, 401, 'RepoNotFound', 'Invalid username or password.');
    return refuse(exchange, 404, 'RepoNotFound', 'Repository not found');
  }
  if (stored.repo.isDisabled === true) return refuse(exchange, 403, null, 'Access to this resource is disabled.');
  if (forContent && stored.repo.gated && !isReader) {
    const message = `Access to model ${id} is restricted. You must be authenticated and have access to it.`;
    return refuse(exchange, user === null ? 401 : 403, 'GatedRepo', message);
  }
  return stored;
}

function refuse(exchange: HubExchange, status: number, code: string | null, message: string): null {
  sendError(exchange, status, code, message);
  return null;
}
