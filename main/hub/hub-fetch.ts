import { AppError } from '../contract/errors.ts';
import { hubError } from '../core/hub-error.ts';
import type { HubAccess } from '../core/ports/hub-access.ts';
import type { Network } from '../core/ports/network.ts';

export type HubPorts = { readonly network: Network; readonly access: HubAccess };

export type HubFetchOptions = {
  /** Names what is asked for, in errors. */
  readonly what: { readonly repo: string; readonly path?: string };
  /** Parameters the library does not know. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Keeps the library from walking on: the next page's cursor goes here instead. */
  readonly onNextCursor?: (cursor: string | null) => void;
  readonly signal?: AbortSignal | undefined;
};

/**
 * A `fetch` for the Hub's library: asks the Hub's own host alone, adds the token there, and turns every failure into an
 * app error while its headers are still known.
 * @throws AppError `hub-*`, `network-*`.
 */
export function createHubFetch({ network, access }: HubPorts, options: HubFetchOptions): typeof globalThis.fetch {
  return async (input, init) => {
    const origin = access.origin();
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== origin) throw new AppError('hub-malformed', { detail: `a page on ${url.host}` });
    for (const [name, value] of Object.entries(options.parameters ?? {})) url.searchParams.set(name, value);
    const headers = new Headers(init?.headers);
    const token = access.token();
    if (token !== null) headers.set('authorization', `Bearer ${token}`);
    const response = await network.fetch(url, { ...init, headers, signal: options.signal ?? null });
    if (!response.ok) {
      throw hubError(
        { status: response.status, headers: Object.fromEntries(response.headers), url: url.href },
        options.what,
      );
    }
    if (!options.onNextCursor) return response;
    options.onNextCursor(nextCursor(response.headers.get('link'), origin));
    response.headers.delete('link');
    return response;
  };
}

/** The cursor in `<https://hub/api/models?…&cursor=…>; rel="next"`; null at the end, or when it leads elsewhere. */
function nextCursor(link: string | null, origin: string): string | null {
  const address = /<([^<>]+)>\s*;\s*rel="?next"?/.exec(link ?? '')?.[1];
  if (address === undefined || !URL.canParse(address)) return null;
  const url = new URL(address);
  const cursor = url.origin === origin ? url.searchParams.get('cursor') : null;
  return cursor === null || cursor === '' || cursor.length > 4096 ? null : cursor;
}

/** What the library throws when an answer has another shape than it expects is the Hub's fault, not a bug of ours. */
export async function readingHub<T>(signal: AbortSignal | undefined, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof AppError || signal?.aborted) throw error;
    if (error instanceof TypeError || error instanceof SyntaxError) {
      throw new AppError('hub-malformed', { detail: 'an unexpected shape' }, { cause: error });
    }
    throw error;
  }
}
