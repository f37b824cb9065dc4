import { createHmac } from 'node:crypto';
import { contentGitSha1, contentSize, type HubContent } from './hub-content.ts';
import type { HubFault } from './hub-faults.ts';
import { fileSha256, findCommit, isLargeFile, type HubFile } from './hub-repo.ts';
import { openRepo, sendError, type HubExchange, type HubState } from './hub-state.ts';
import { sendContent } from './send-content.ts';

/** `/{owner}/{repo}/resolve/{revision}/{path}`: a signed, expiring address elsewhere, or a relative one for small files. */
export async function answerResolve(exchange: HubExchange, fault: HubFault | null): Promise<void> {
  const { url, state, response, request } = exchange;
  const match = /^\/(?:api\/resolve-cache\/models\/)?([^/]+\/[^/]+)\/(?:resolve\/)?([^/]+)\/(.+)$/.exec(url.pathname);
  const isCache = url.pathname.startsWith('/api/resolve-cache/');
  if (!match) return sendError(exchange, 404, null, 'Not found');
  const [, id = '', revision = '', path = ''] = match.map((part) => decodeURIComponent(part));
  const stored = openRepo(exchange, id, true);
  if (!stored) return;
  const commit = findCommit(stored, revision);
  if (!commit) return sendError(exchange, 404, 'RevisionNotFound', `Invalid rev id: ${revision}`);
  const file = commit.files.find((candidate) => candidate.path === path);
  if (!file) return sendError(exchange, 404, 'EntryNotFound', 'Entry not found');
  response.setHeader('x-repo-commit', commit.sha);
  response.setHeader('accept-ranges', 'bytes');
  if (isLargeFile(file)) return redirect(exchange, signedAddress(state, file), linkedHeaders(file));
  if (!isCache) {
    const etag = { etag: `"${contentGitSha1(file.content)}"` };
    return redirect(exchange, `/api/resolve-cache/models/${id}/${commit.sha}/${encodeURIComponent(path)}`, etag, 307);
  }
  response.setHeader('etag', `"${contentGitSha1(file.content)}"`);
  await sendRange(exchange, file.content, fault, request.method === 'HEAD');
}

function linkedHeaders(file: HubFile): Record<string, string> {
  const sha256 = fileSha256(file);
  return {
    'x-linked-size': String(contentSize(file.content)),
    'x-linked-etag': `"${sha256}"`,
    'x-xet-hash': sha256,
    'access-control-expose-headers': 'X-Repo-Commit,X-Linked-Size,X-Linked-ETag',
  };
}

function redirect({ response }: HubExchange, location: string, headers: Record<string, string>, status = 302): void {
  const body = `Found. Redirecting to ${location}`;
  response.writeHead(status, { location, ...headers, 'content-type': 'text/plain; charset=utf-8' });
  response.end(body);
}

/** Content addresses are by the bytes, not by the claim: a wrong claim is then a wrong claim. */
function signedAddress(state: HubState, file: HubFile): string {
  const expires = Math.floor(Date.now() / 1000) + state.expirySeconds;
  const path = `/repos/blobs/${state.register(file.content)}`;
  const name = encodeURIComponent(
    `attachment; filename*=UTF-8''${file.path.split('/').at(-1) ?? ''}; filename="${file.path}";`,
  );
  return `${state.cdnUrl}${path}?response-content-disposition=${name}&Expires=${expires}&Signature=${sign(state, path, expires)}&Key-Pair-Id=TEST`;
}

function sign(state: HubState, path: string, expires: number): string {
  return createHmac('sha256', state.signingKey).update(`${path}\n${expires}`).digest('base64url');
}

/** The second origin: only a valid, unexpired signature is served. */
export async function answerCdn(exchange: HubExchange, fault: HubFault | null): Promise<void> {
  const { url, state, response } = exchange;
  const expires = Number(url.searchParams.get('Expires'));
  const isSigned = url.searchParams.get('Signature') === sign(state, url.pathname, expires);
  const content = state.contents.get(url.pathname.split('/').at(-1) ?? '');
  if (!isSigned || expires * 1000 < Date.now()) {
    response.writeHead(403, { 'content-type': 'application/xml' });
    response.end('<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access denied</Message></Error>');
    return;
  }
  if (content === undefined) return sendError(exchange, 404, null, 'NoSuchKey');
  await sendRange(exchange, content, fault, exchange.request.method === 'HEAD');
}

async function sendRange(
  exchange: HubExchange,
  content: HubContent,
  fault: HubFault | null,
  isHead: boolean,
): Promise<void> {
  const { response, request, state, seen } = exchange;
  const size = contentSize(content);
  const range = fault?.kind === 'ignore-range' ? undefined : request.headers.range;
  const match = range === undefined ? null : /^bytes=(\d+)-(\d*)$/.exec(range);
  const start = match ? Number(match[1]) : 0;
  const end = match?.[2] ? Math.min(size, Number(match[2]) + 1) : size;
  if (match && start >= size) {
    response.writeHead(416, { 'content-range': `bytes */${size}` });
    response.end();
    return;
  }
  const shift = fault?.kind === 'wrong-range' ? 1 : 0;
  const headers = {
    'content-type': 'application/octet-stream',
    'accept-ranges': 'bytes',
    'content-length': end - start,
  };
  if (match)
    response.writeHead(206, { ...headers, 'content-range': `bytes ${start + shift}-${end - 1 + shift}/${size}` });
  else response.writeHead(200, headers);
  if (isHead) return void response.end();
  await sendContent(response, { content, start, end }, seen, { bytesPerSecond: state.bytesPerSecond, fault });
}
