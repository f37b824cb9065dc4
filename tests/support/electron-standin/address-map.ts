import type { CustomScheme } from 'electron';

const schemes = new Map<string, NonNullable<CustomScheme['privileges']>>();
const suffix = '-scheme.test';

/** Remembers which schemes the app declared; only a standard one has origins that a web address can stand for. */
export function declareScheme({ scheme, privileges = {} }: CustomScheme): void {
  if (!privileges.standard) throw new Error('the stand-in serves standard schemes only');
  schemes.set(scheme, privileges);
}

/** `app://host/path` as Chromium sees it: an address of its own origin, `https:` only if the scheme is secure. */
export function toChromium(address: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(address);
  const privileges = match?.[1] === undefined ? undefined : schemes.get(match[1]);
  if (!match || !privileges) return address;
  return `${privileges.secure ? 'https' : 'http'}://${match[2]}.${match[1]}${suffix}${match[3]}`;
}

/** The way back, for addresses and for origins. Other addresses stay as they are. */
export function fromChromium(address: string): string {
  const match = /^https?:\/\/([^/?#]*)\.([a-z0-9+-]+)-scheme\.test(.*)$/i.exec(address);
  const scheme = match?.[2];
  return match && scheme !== undefined && schemes.has(scheme) ? `${scheme}://${match[1]}${match[3]}` : address;
}
