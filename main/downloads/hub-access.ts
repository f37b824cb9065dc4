import type { HubAccess } from '../core/ports/hub-access.ts';

/** Headers for a request to `url`: the token only if it is the Hub's own origin. */
export function hubHeaders(access: HubAccess, url: string): Record<string, string> {
  const token = access.token();
  // Compressed bodies would hide a file's own bytes behind others.
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (token !== null && new URL(url).origin === new URL(access.origin()).origin) {
    headers['authorization'] = `Bearer ${token}`;
  }
  return headers;
}

/** `{origin}/{repo}/resolve/{revision}/{path}`, each step of the path escaped. */
export function resolveUrl(access: HubAccess, file: { repo: string; revision: string; path: string }): string {
  const path = file.path.split('/').map(encodeURIComponent).join('/');
  return `${access.origin()}/${file.repo}/resolve/${encodeURIComponent(file.revision)}/${path}`;
}
