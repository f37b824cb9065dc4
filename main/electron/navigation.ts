import { app, type WebContents } from 'electron';
import { isNavigationAllowed, parseExternalAddress } from './page-policy.ts';

type Navigation = { readonly url: string; readonly isMainFrame: boolean; readonly preventDefault: () => void };

/** Holds every page there will ever be in its place; a link that asks for a window may be offered to the browser. */
export function lockNavigation(openExternal: (address: string) => Promise<void>): void {
  app.on('web-contents-created', (_event, contents) => lock(contents, openExternal));
}

function lock(contents: WebContents, openExternal: (address: string) => Promise<void>): void {
  const hold = (navigation: Navigation): void => {
    if (!isNavigationAllowed(navigation.url, navigation.isMainFrame)) navigation.preventDefault();
  };
  contents.on('will-navigate', hold);
  contents.on('will-frame-navigate', hold);
  contents.on('will-redirect', hold);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (parseExternalAddress(url)) openExternal(url).catch(() => undefined);
    return { action: 'deny' };
  });
}
