/**
 * @returns the parsed address when a browser may be asked to open it: `https:`, a host, and no name or password, which
 *   would make the address look like another place. Null otherwise.
 */
export function parseExternalAddress(address: string): URL | null {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' || url.hostname === '') return null;
  return url.username === '' && url.password === '' ? url : null;
}
