import { z } from 'zod';

/**
 * A proxy's address, with a name and a password where it asks for them. Both or neither, and decodable: half of a
 * credential would silently not be sent.
 */
export const proxyAddressSchema = z
  .string()
  .trim()
  .max(500)
  .transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:';
    const isBare = url !== null && url.pathname === '/' && url.search === '' && url.hash === '';
    if (url !== null && isHttp && isBare && hasWholeCredentials(url)) return url.href.slice(0, -1);
    // The text itself is not repeated: there may be a password in it.
    context.addIssue({ code: 'custom', message: 'an address like http://proxy.example:8080 is wanted' });
    return z.NEVER;
  });

function hasWholeCredentials({ username, password }: URL): boolean {
  if ((username === '') !== (password === '')) return false;
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}
