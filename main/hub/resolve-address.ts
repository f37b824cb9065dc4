import type { HubAccess } from '../core/ports/hub-access.ts';

/** Where a file's bytes are asked for: `{origin}/{repo}/resolve/{commit}/{path}`, with the token for that origin. */
export function resolveAddress(
  access: HubAccess,
  file: { readonly repo: string; readonly commit: string; readonly path: string },
): { url: string; headers: Record<string, string> } {
  const path = file.path.split('/').map(encodeURIComponent).join('/');
  const url = `${access.origin()}/${file.repo}/resolve/${file.commit}/${path}`;
  return { url, headers: hubHeaders(access, url) };
}

/** The token, if the address is the Hub's own; never a compressed body, whose bytes would be others than the file's. */
export function hubHeaders(access: HubAccess, url: string): Record<string, string> {
  const token = new URL(url).origin === access.origin() ? access.token() : null;
  return { 'accept-encoding': 'identity', ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
}
