import { findCommit, repoSummary, treeEntry, type StoredRepo } from './hub-repo.ts';
import { openRepo, sendError, sendJson, userOf, type HubExchange } from './hub-state.ts';

/** The metadata half of the Hub: listing, repository, tree, paths and the token's owner. */
export async function answerApi(exchange: HubExchange): Promise<void> {
  const { url, request } = exchange;
  if (url.pathname === '/api/whoami-v2') return answerWhoAmI(exchange);
  if (url.pathname === '/api/models') return answerListing(exchange);
  const match = /^\/api\/models\/([^/]+\/[^/]+)(?:\/(revision|tree|paths-info)\/([^/]+)(?:\/(.*))?)?$/.exec(
    url.pathname,
  );
  if (!match) return sendError(exchange, 404, null, 'Sorry, we can’t find the page you are looking for.');
  const [, id = '', area = 'revision', revision = 'main', path = ''] = match;
  const stored = openRepo(exchange, decodeURIComponent(id), false);
  if (!stored) return;
  const commit = findCommit(stored, decodeURIComponent(revision));
  if (!commit) return sendError(exchange, 404, 'RevisionNotFound', `Invalid rev id: ${revision}`);
  if (area === 'revision') {
    const whole = repoSummary(stored, url.searchParams.get('blobs') === 'true', commit);
    return sendJson(
      exchange,
      200,
      expandedFields(url.searchParams).length > 0 ? listItem(whole, url.searchParams) : whole,
    );
  }
  if (area === 'tree') return answerTree(exchange, commit.files.map(treeEntry), decodeURIComponent(path));
  const asked = await readPaths(request);
  sendJson(exchange, 200, commit.files.filter((file) => asked.includes(file.path)).map(treeEntry));
}

function answerWhoAmI(exchange: HubExchange): void {
  const user = userOf(exchange);
  if (user === null || user === 'invalid') return sendError(exchange, 401, null, 'Invalid username or password.');
  sendJson(exchange, 200, {
    type: 'user',
    id: 'user-1',
    name: user.name,
    fullname: user.name,
    auth: { type: 'access_token', accessToken: { displayName: 'test', role: 'read' } },
  });
}

function answerListing(exchange: HubExchange): void {
  const { url, state } = exchange;
  const { searchParams } = url;
  if (userOf(exchange) === 'invalid') {
    return sendError(exchange, 401, null, 'Invalid credentials in Authorization header');
  }
  const found = [...state.repos.values()]
    .filter(({ repo }) => repo.isPrivate !== true)
    .filter((stored) => isMatch(stored, searchParams))
    .sort(byOrder(searchParams.get('sort') ?? 'trendingScore'));
  const items = found.map((stored) => listItem(repoSummary(stored), searchParams));
  sendPage(exchange, items, Number(searchParams.get('limit') ?? 1000));
}

function isMatch({ repo }: StoredRepo, query: URLSearchParams): boolean {
  const search = query.get('search')?.toLowerCase() ?? '';
  const author = query.get('author');
  const tags = [...(repo.tags ?? ['gguf']), repo.libraryName ?? 'gguf', repo.pipelineTag ?? 'text-generation'];
  return (
    search.split(/\s+/).every((word) => repo.id.toLowerCase().includes(word)) &&
    (author === null || repo.id.split('/')[0] === author) &&
    query.getAll('filter').every((filter) => filter.split(',').every((tag) => tags.includes(tag))) &&
    (query.get('pipeline_tag') ?? repo.pipelineTag ?? 'text-generation') === (repo.pipelineTag ?? 'text-generation')
  );
}

function byOrder(sort: string): (a: StoredRepo, b: StoredRepo) => number {
  const value = ({ repo }: StoredRepo): number => {
    if (sort === 'downloads') return repo.downloads ?? 0;
    if (sort === 'likes') return repo.likes ?? 0;
    if (sort === 'createdAt') return Date.parse(repo.createdAt ?? '2026-01-01');
    if (sort === 'lastModified') return Date.parse(repo.lastModified ?? '2026-01-02');
    return repo.trendingScore ?? 0;
  };
  return (a, b) => value(b) - value(a) || a.repo.id.localeCompare(b.repo.id);
}

/** Without `expand` the usual short item; with it only the fields that were asked for. */
function listItem(whole: object, query: URLSearchParams): object {
  const expand = expandedFields(query);
  const always = ['_id', 'id', 'modelId'];
  const short = ['private', 'likes', 'downloads', 'tags', 'pipeline_tag', 'library_name', 'createdAt', 'trendingScore'];
  const wanted = [...always, ...(expand.length > 0 ? expand : short)];
  if (query.get('full') === 'true') return whole;
  return Object.fromEntries(Object.entries(whole).filter(([key]) => wanted.includes(key)));
}

function expandedFields(query: URLSearchParams): string[] {
  return [...query.getAll('expand'), ...query.getAll('expand[]')];
}

function answerTree(exchange: HubExchange, entries: readonly Record<string, unknown>[], folder: string): void {
  const isRecursive = exchange.url.searchParams.get('recursive') === 'true';
  const prefix = folder === '' ? '' : `${folder}/`;
  const listed = new Map<string, Record<string, unknown>>();
  for (const entry of entries) {
    const path = String(entry['path']);
    if (!path.startsWith(prefix)) continue;
    const parts = path.slice(prefix.length).split('/');
    const folders = parts.slice(0, isRecursive ? -1 : Math.min(1, parts.length - 1));
    folders.forEach((_, index) => {
      const name = prefix + parts.slice(0, index + 1).join('/');
      listed.set(name, { type: 'directory', oid: '0'.repeat(40), size: 0, path: name });
    });
    if (isRecursive || parts.length === 1) listed.set(path, entry);
  }
  if (folder !== '' && listed.size === 0) return sendError(exchange, 404, 'EntryNotFound', `${folder} does not exist`);
  const limit = exchange.url.searchParams.get('limit');
  sendPage(exchange, [...listed.values()], limit === null ? 1000 : Number(limit));
}

/** One page; the next one's address is absolute, as the Hub sends it. */
function sendPage(exchange: HubExchange, items: readonly object[], limit: number): void {
  const { url, state } = exchange;
  const cursor = url.searchParams.get('cursor');
  const from = cursor === null ? 0 : Number(Buffer.from(cursor, 'base64url').toString());
  if (!Number.isInteger(from)) return sendError(exchange, 400, null, 'Invalid cursor');
  const next = new URL(url.pathname + url.search, state.apiUrl);
  next.searchParams.set('cursor', Buffer.from(String(from + limit)).toString('base64url'));
  const headers: Record<string, string> = from + limit < items.length ? { link: `<${next.href}>; rel="next"` } : {};
  sendJson(exchange, 200, items.slice(from, from + limit), headers);
}

async function readPaths(request: HubExchange['request']): Promise<readonly string[]> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  const type = request.headers['content-type'] ?? '';
  if (type.includes('json')) return (JSON.parse(text) as { paths: string[] }).paths;
  return new URLSearchParams(text).getAll('paths');
}
