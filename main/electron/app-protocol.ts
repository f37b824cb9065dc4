import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { protocol, type Session } from 'electron';
import { securityHeaders } from '../api/security-headers.ts';
import { appScheme, isAppAddress } from './app-origin.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

/** Declares the scheme. Must run before the app is ready; nothing may bypass the content security policy. */
export function declareAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges }]);
}

/** Serves the renderer's files from one folder to one session. */
export function serveApp(session: Session, folder: string): void {
  session.protocol.handle(appScheme, (request) => answer(request, folder));
}

/** The answer to one request: a file of the folder, or 404 or 405 without a word about why. */
export async function answer(request: Pick<Request, 'url' | 'method'>, folder: string): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const path = resolveAsset(request.url, folder);
  const type = path === null ? undefined : contentTypes[extname(path)];
  if (path === null || type === undefined) return refuse(404);
  try {
    const body = request.method === 'HEAD' ? null : await readFile(path);
    return new Response(body, { headers: { ...securityHeaders, 'Content-Type': type } });
  } catch {
    return refuse(404);
  }
}

/** @returns the file an address means, or null when the address could mean anything outside the folder. */
export function resolveAsset(address: string, folder: string): string | null {
  if (!isAppAddress(address)) return null;
  const encoded = new URL(address).pathname;
  let path: string;
  try {
    path = decodeURIComponent(encoded);
  } catch {
    return null;
  }
  // Allow-list: what is not a plain name in plain folders does not exist. It rules out `..`, `\`, `:`, `%`, NUL and `//`.
  if (!/^\/(?:[\w-][\w.-]*\/)*(?:[\w-][\w.-]*)?$/.test(path)) return null;
  const file = join(folder, ...path.split('/'), path.endsWith('/') ? 'index.html' : '');
  return file.startsWith(folder + sep) ? file : null;
}

function refuse(status: 404 | 405): Response {
  return new Response(null, { status, headers: securityHeaders });
}
