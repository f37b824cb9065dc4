/** Nothing but the app's own files: no inline code, no remote content, no forms. Both hosts send it. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  // One file may be framed, the one that diagrams are drawn in: the page itself refuses to be.
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Where diagrams are drawn: a document of one file, without an origin, that may ask for nothing. */
export const diagramPath = '/diagram.html';

/** Its script is inline and known by the hash in the document itself; Mermaid's drawings carry their own styles. */
export const diagramSecurityPolicy = [
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-scripts',
].join('; ');

/** Sent with every response of either host; the policy of one file differs. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** What is sent with one file of the page; `path` begins with a slash. */
export function headersOf(path: string): Readonly<Record<string, string>> {
  if (path !== diagramPath) return securityHeaders;
  return { ...securityHeaders, 'Content-Security-Policy': diagramSecurityPolicy };
}
