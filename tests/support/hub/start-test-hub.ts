import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerApi } from './hub-api.ts';
import type { HubContent } from './hub-content.ts';
import { FaultPlan, type FaultRule, type HubFault } from './hub-faults.ts';
import { answerCdn, answerResolve } from './hub-files.ts';
import { makeCommit, storeRepo, type HubFile, type HubRepo } from './hub-repo.ts';
import {
  sendError,
  sendJson,
  type HubExchange,
  type HubOptions,
  type HubState,
  type SeenRequest,
} from './hub-state.ts';
import { sendFlood } from './send-content.ts';

export type TestHub = {
  /** Origin of the API and of `resolve`. */
  readonly url: string;
  /** The second origin, on another host name and port. */
  readonly cdnUrl: string;
  /** Everything asked so far, in order. */
  readonly requests: readonly SeenRequest[];
  readonly inject: (rule: FaultRule) => void;
  readonly clearFaults: () => void;
  /** How many requests were harmed so far: a test of a fault must see it strike. */
  readonly struckFaults: () => number;
  readonly addRepo: (repo: HubRepo) => void;
  /** A new commit with these files replaced; `forgetHistory` makes the commits before it unknown. */
  readonly replaceFiles: (
    repoId: string,
    files: readonly HubFile[],
    options?: { readonly forgetHistory?: boolean },
  ) => void;
  /** Bytes change under an address that stays valid: what a broken mirror does. */
  readonly swapContent: (from: HubContent, to: HubContent) => void;
  /** Every address signed so far answers 403 from now on. */
  readonly expireSignatures: () => void;
  readonly setBandwidth: (bytesPerSecond: number | null) => void;
  /** The machine goes away: connections are cut and new ones refused until `comeBack`, on the same ports. */
  readonly goAway: () => Promise<void>;
  readonly comeBack: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A hub on this computer that speaks the Hugging Face Hub's wire format from two origins, and breaks on request. */
export async function startTestHub(
  options: HubOptions & { readonly ports?: readonly [number, number] } = {},
): Promise<TestHub> {
  const state = createState(options);
  const origins = [
    { host: '127.0.0.1', port: options.ports?.[0] ?? 0, listener: listener(state, 'api') },
    { host: 'localhost', port: options.ports?.[1] ?? 0, listener: listener(state, 'cdn') },
  ];
  let servers = await Promise.all(origins.map(({ port, listener: answer }) => listen(answer, port)));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  [state.apiUrl, state.cdnUrl] = origins.map(({ host }, index) => `http://${host}:${ports[index]}`) as [string, string];
  const stop = async (): Promise<void> => void (await Promise.all(servers.map(stopServer)));
  return {
    url: state.apiUrl,
    cdnUrl: state.cdnUrl,
    requests: state.requests,
    inject: (rule) => state.faults.add(rule),
    clearFaults: () => state.faults.clear(),
    struckFaults: () => state.faults.struck,
    addRepo: (repo) => void state.repos.set(repo.id, storeRepo(repo)),
    replaceFiles: (repoId, files, { forgetHistory = false } = {}) => replaceFiles(state, repoId, files, forgetHistory),
    swapContent: (from, to) => void state.contents.set(state.register(from), to),
    expireSignatures: () => void (state.signingKey = crypto.randomUUID()),
    setBandwidth: (bytesPerSecond) => void (state.bytesPerSecond = bytesPerSecond),
    goAway: stop,
    comeBack: async () => {
      servers = await Promise.all(origins.map(({ listener: answer }, index) => listen(answer, ports[index] ?? 0)));
    },
    close: stop,
  };
}

function createState(options: HubOptions): HubState {
  const numbers = new Map<HubContent, string>();
  const contents = new Map<string, HubContent>();
  const register = (content: HubContent): string => {
    const known = numbers.get(content) ?? createHash('sha256').update(`content ${numbers.size}`).digest('hex');
    if (!numbers.has(content)) contents.set(known, content);
    numbers.set(content, known);
    return known;
  };
  return {
    repos: new Map((options.repos ?? []).map((repo) => [repo.id, storeRepo(repo)])),
    users: options.users ?? {},
    faults: new FaultPlan(),
    requests: [],
    counts: { api: 0, resolvers: 0 },
    limits: options.limits ?? {},
    expirySeconds: options.expirySeconds ?? 3600,
    bytesPerSecond: options.bytesPerSecond ?? null,
    signingKey: crypto.randomUUID(),
    apiUrl: '',
    cdnUrl: '',
    contents,
    register,
  };
}

function replaceFiles(state: HubState, repoId: string, files: readonly HubFile[], forgetHistory: boolean): void {
  const stored = state.repos.get(repoId);
  if (!stored) throw new Error(`no repository ${repoId}`);
  const before = stored.commits.at(-1)?.files ?? [];
  const kept = before.filter((file) => !files.some((replacement) => replacement.path === file.path));
  const commit = makeCommit(repoId, [...kept, ...files], stored.commits.length);
  stored.commits = forgetHistory ? [commit] : [...stored.commits, commit];
}

function listener(state: HubState, origin: 'api' | 'cdn'): RequestListener {
  return (request, response) => {
    const exchange = open(state, origin, request, response);
    response.on('close', () => (exchange.seen.status = response.statusCode));
    answer(exchange, origin).catch((error: unknown) => {
      if (!response.headersSent) sendError(exchange, 500, null, String(error));
      else response.destroy();
    });
  };
}

function open(state: HubState, origin: 'api' | 'cdn', request: IncomingMessage, response: ServerResponse): HubExchange {
  const url = new URL(request.url ?? '/', origin === 'api' ? state.apiUrl : state.cdnUrl);
  const seen: SeenRequest = {
    origin,
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.search,
    range: request.headers.range ?? null,
    authorization: request.headers.authorization ?? null,
    headers: request.headers,
    status: 0,
    sentBytes: 0,
  };
  state.requests.push(seen);
  return { state, request, response, url, seen };
}

async function answer(exchange: HubExchange, origin: 'api' | 'cdn'): Promise<void> {
  const { state, response, url } = exchange;
  const fault = state.faults.take(origin, url.pathname);
  if (fault && (await answerFault(response, fault))) return;
  if (origin === 'cdn') return answerCdn(exchange, fault);
  const isResolve = url.pathname.includes('/resolve/') || url.pathname.startsWith('/api/resolve-cache/');
  if (isOverLimit(exchange, isResolve ? 'resolvers' : 'api')) return;
  if (isResolve) return answerResolve(exchange, fault);
  return answerApi(exchange);
}

/** @returns true when the fault is the whole answer. */
async function answerFault(response: ServerResponse, fault: HubFault): Promise<boolean> {
  if (fault.kind === 'status') {
    response.writeHead(fault.status, fault.headers);
    response.end(fault.body ?? '');
    return true;
  }
  if (fault.kind === 'redirect') {
    response.writeHead(302, { location: fault.location });
    response.end();
    return true;
  }
  if (fault.kind !== 'huge-json' && fault.kind !== 'huge-header') return false;
  await sendFlood(response, fault);
  return true;
}

function isOverLimit(exchange: HubExchange, bucket: 'api' | 'resolvers'): boolean {
  const { counts, limits } = exchange.state;
  counts[bucket] += 1;
  if (counts[bucket] <= (limits[bucket] ?? Infinity)) return false;
  const headers = {
    ratelimit: `"${bucket}";r=0;t=55`,
    'ratelimit-policy': `"fixed window";"${bucket}";q=${limits[bucket]};w=300`,
  };
  sendJson(exchange, 429, { error: 'Too many requests' }, headers);
  return true;
}

async function listen(answer: RequestListener, port: number): Promise<Server> {
  const server = createServer({ maxHeaderSize: 64 * 1024, highWaterMark: 1024 * 1024 }, answer);
  // Both names lead to the IPv4 loopback, with or without IPv6 on this computer.
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

async function stopServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
