import { app, type Session } from 'electron';

/** What a page may ask for. Everything that leaves this computer goes through `main/net`, never through a page. */
const allowedSchemes: ReadonlySet<string> = new Set(['app:', 'data:', 'blob:']);

/** True for an address that a page may load. DevTools are files of the runtime and open only in development. */
export function isRequestAllowed(address: string, isDevelopment: boolean): boolean {
  const protocol = URL.parse(address)?.protocol;
  if (protocol === undefined) return false;
  return allowedSchemes.has(protocol) || (isDevelopment && protocol === 'devtools:');
}

/** Chromium's own errands: component updates, variations, the domain reliability upload. Before the app is ready. */
export function silenceChromium(): void {
  for (const name of ['disable-background-networking', 'disable-component-update', 'disable-domain-reliability']) {
    app.commandLine.appendSwitch(name);
  }
}

/** Keeps a session on this computer. Before any window: the spellchecker fetches dictionaries as soon as it can. */
export function keepOffline(session: Session): void {
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !isRequestAllowed(details.url, !app.isPackaged) });
  });
}
