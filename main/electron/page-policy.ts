import { diagramPath } from '../api/security-headers.ts';
import { appOrigin, isAppAddress } from './app-origin.ts';

/* What a page may do, decided without Electron, so that every decision can be tried out. */

/** The page may go nowhere but to itself (a reload), and its frames nowhere but to the document that draws diagrams. */
export function isNavigationAllowed(address: string, isMainFrame: boolean): boolean {
  return isMainFrame ? isAppAddress(address) : address === `${appOrigin}${diagramPath}`;
}

/** Everything that leaves this computer goes through `main/net`, never through a page. */
const loadableSchemes: ReadonlySet<string> = new Set(['app:', 'data:', 'blob:']);

/** True for an address that a page may load. DevTools are files of the runtime and open only in development. */
export function isRequestAllowed(address: string, isDevelopment: boolean): boolean {
  const protocol = URL.parse(address)?.protocol;
  if (protocol === undefined) return false;
  return loadableSchemes.has(protocol) || (isDevelopment && protocol === 'devtools:');
}

/** The only permission there is: a copy button must be able to put text on the clipboard, never to read it. */
const copyPermission = 'clipboard-sanitized-write';

/** Only our own page, only the one permission. */
export function isPermissionAllowed(permission: string, requestingAddress: string): boolean {
  return permission === copyPermission && isAppAddress(requestingAddress);
}

/**
 * @returns the parsed address when a browser may be asked to open it: `https:`, a host, and no name or password, which
 *   would make the address look like another place. Null otherwise.
 */
export function parseExternalAddress(address: string): URL | null {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' || url.hostname === '') return null;
  return url.username === '' && url.password === '' ? url : null;
}
