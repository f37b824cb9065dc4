import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { headersOf, securityHeaders } from '../api/security-headers.ts';
import { appScheme } from './app-origin.ts';
import { resolveAsset } from './resolve-asset.ts';

/** Declares the scheme. Must run before the app is ready; nothing may bypass the content security policy. */
export function declareAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges }]);
}

/** Serves the renderer's files from one folder to one session. */
export function serveApp(session: Session, folder: string): void {
  session.protocol.handle(appScheme, (request) => answer(request, folder));
}

/** A file of the folder, or 404 or 405 without a word about why. */
async function answer(request: Pick<Request, 'url' | 'method'>, folder: string): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const asset = resolveAsset(request.url, folder);
  if (asset === null) return refuse(404);
  try {
    const body = request.method === 'HEAD' ? null : await readFile(asset.path);
    return new Response(body, {
      headers: { ...headersOf(new URL(request.url).pathname), 'Content-Type': asset.contentType },
    });
  } catch {
    return refuse(404);
  }
}

function refuse(status: 404 | 405): Response {
  return new Response(null, { status, headers: securityHeaders });
}
