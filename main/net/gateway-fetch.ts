import { AppError } from '../contract/errors.ts';
import type { Network, NetworkRequest } from '../core/ports/network.ts';

const maxBodyBytes = 32 * 1024 * 1024;
const maxRedirects = 5;

/** A `fetch` for libraries: the gateway's switch, ledger and bounds hold for them too. Bodies are whole and bounded. */
export function createGatewayFetch(network: Pick<Network, 'read'>): typeof globalThis.fetch {
  return async (input, init) => {
    const request = await toNetworkRequest(input, init);
    const { status, headers, url, body } = await network.read(request, maxBodyBytes);
    const hasBody = status !== 204 && status !== 205 && status !== 304 && request.method !== 'HEAD';
    const response = new Response(hasBody ? new Uint8Array(body) : null, { status, headers });
    // The constructor offers no address, and libraries put it into their errors.
    Object.defineProperty(response, 'url', { value: url });
    return response;
  };
}

async function toNetworkRequest(input: string | URL | Request, init?: RequestInit): Promise<NetworkRequest> {
  const request = new Request(input, init);
  const method = request.method;
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') {
    throw new AppError('bad-request', { detail: `the method ${method} is not used` });
  }
  const headers = Object.fromEntries(request.headers);
  delete headers['accept-encoding'];
  return {
    url: request.url,
    method,
    headers,
    signal: request.signal,
    maxRedirects: request.redirect === 'follow' ? maxRedirects : 0,
    ...(method === 'POST' ? { body: await request.text() } : {}),
  };
}
