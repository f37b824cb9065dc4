/** The one origin the desktop app ever loads. A standard scheme, so pages get a real origin, storage and CSP. */
export const appScheme = 'app';
export const appHost = 'counterweight';
export const appOrigin = `${appScheme}://${appHost}`;
export const startAddress = `${appOrigin}/`;

/** True for an address inside the app's own origin; `URL.origin` is `null` for custom schemes and cannot be asked. */
export function isAppAddress(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === `${appScheme}:` && url.host === appHost && url.username === '' && url.password === '';
}
