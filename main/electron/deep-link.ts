import { app } from 'electron';
import type { OpenRequest } from '../contract/open-request.ts';
import { deepLinkScheme, parseArguments, parseDeepLink, parseModelFile } from './open-request.ts';

/**
 * Listens to everything outside that may ask for something to be shown: links, files, a second start of the app. Null
 * stands for a request that made no sense, which still deserves the window.
 */
export function listenForRequests(onRequest: (request: OpenRequest | null) => void): void {
  // A development build must not become the system's handler.
  if (app.isPackaged) app.setAsDefaultProtocolClient(deepLinkScheme);
  app.on('second-instance', (_event, argv) => onRequest(parseArguments(argv)));
  app.on('open-url', (event, address) => {
    event.preventDefault();
    onRequest(parseDeepLink(address));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    onRequest(parseModelFile(path));
  });
}
