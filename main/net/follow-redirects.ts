import { AppError } from '../contract/errors.ts';
import type { BodySink, NetworkAnswer, NetworkRequest } from '../core/ports/network.ts';

/** Headers that are for one host alone. */
const personalHeaders = new Set(['authorization', 'cookie', 'proxy-authorization']);

/**
 * Sends a request and follows at most `maxRedirects` redirects. Once a hop leaves the host, personal headers are dropped
 * and never come back. Bodies of redirects do not reach the sink.
 * @throws AppError `hub-malformed` for a loop, a missing or foreign address, or a step from https down to http.
 */
export async function followRedirects(
  request: NetworkRequest,
  sink: BodySink,
  send: (request: NetworkRequest, sink: BodySink) => Promise<NetworkAnswer>,
): Promise<NetworkAnswer> {
  const limit = request.maxRedirects ?? 0;
  let current = request;
  for (let hops = 0; ; hops += 1) {
    const answer = await send(current, limit === 0 ? sink : skippingRedirects(sink));
    if (limit === 0 || !isRedirect(answer)) return answer;
    if (hops >= limit) throw new AppError('hub-malformed', { detail: `more than ${limit} redirects` });
    current = nextRequest(current, answer);
  }
}

export function isRedirect({ status }: Pick<NetworkAnswer, 'status'>): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/** Where a redirect leads. @throws AppError `hub-malformed`. */
export function redirectTarget(answer: NetworkAnswer): string {
  const location = answer.headers['location'];
  if (location === undefined || !URL.canParse(location, answer.url)) {
    throw new AppError('hub-malformed', { detail: 'a redirect without an address' });
  }
  const from = new URL(answer.url);
  const target = new URL(location, from);
  if (target.protocol !== 'https:' && target.protocol !== from.protocol) {
    throw new AppError('hub-malformed', { detail: `a redirect to ${target.protocol}` });
  }
  return target.href;
}

function nextRequest(request: NetworkRequest, answer: NetworkAnswer): NetworkRequest {
  const url = redirectTarget(answer);
  const isSameOrigin = new URL(url).origin === new URL(request.url).origin;
  const headers = Object.entries(request.headers ?? {}).filter(([name]) => isSameOrigin || !personalHeaders.has(name));
  const next: NetworkRequest = { ...request, url, headers: Object.fromEntries(headers) };
  if (request.method !== 'POST' || answer.status === 307 || answer.status === 308) return next;
  const { body: _body, ...withoutBody } = next;
  return { ...withoutBody, method: 'GET' };
}

function skippingRedirects(sink: BodySink): BodySink {
  let isSkipping = false;
  let skippedBytes = 0;
  return {
    begin: (answer, flow) => {
      isSkipping = isRedirect(answer);
      if (!isSkipping) sink.begin(answer, flow);
    },
    take: (bytes) => {
      if (!isSkipping) return sink.take(bytes);
      skippedBytes += bytes.length;
      if (skippedBytes > 1024 * 1024) throw new AppError('hub-malformed', { detail: 'a redirect with a long body' });
    },
  };
}
