export type LinkTarget = { readonly href: string; readonly host: string };

/**
 * Where a link leads, or null when it is of a kind this app does not follow (`http:`, `mailto:`, `javascript:`,
 * relative …): only what the desktop opens may look like a link.
 */
export function classifyLink(address: string): LinkTarget | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'https:') return null;
  // A name before the host is only ever used to make one site look like another.
  url.username = '';
  url.password = '';
  return { href: url.href, host: url.host };
}

/** True when the words of a link are its address already, so that showing it too would say everything twice. */
export function isOwnAddress(label: string, address: string): boolean {
  return label === address || `mailto:${label}` === address;
}

const hostInText = /(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/iu;

/** True when the words of a link name one site and its address another, so that the real one has to be shown. */
export function namesAnotherHost(label: string, host: string): boolean {
  const named = hostInText.exec(label)?.[0]?.toLowerCase();
  if (named === undefined) return false;
  const real = host.toLowerCase().replace(/:\d+$/, '');
  return real !== named && !real.endsWith(`.${named}`);
}
