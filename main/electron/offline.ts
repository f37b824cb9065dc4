import { app, type Session } from 'electron';
import { isRequestAllowed } from './page-policy.ts';

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
