import { assertNever } from '../../../main/contract/assert-never.ts';
import type { OpenRequest } from '../../../main/contract/open-request.ts';
import { openRequestOfMessage } from '../../api/bridge.ts';
import type { AppServices } from '../../state/app-services.ts';
import { importDraftOf } from '../../state/import-draft.ts';
import type { Route } from '../../state/route.ts';

/**
 * Shows what links and files from outside ask for. Call it in the task that made the services: the answer to their
 * first call may bring a request with it, and no component is there by then.
 */
export function followOpenRequests(app: AppServices, page: Window): void {
  const open = (request: OpenRequest): void => {
    const { route, importPath } = leadOf(request);
    if (importPath !== null) importDraftOf(app).set({ path: importPath, isOffered: true });
    app.router.navigate(route);
  };
  page.addEventListener('message', (event) => {
    const request = openRequestOfMessage(event, page);
    if (request !== null) open(request);
  });
  app.client.hub.watchOpenRequests.subscribe(undefined, {
    onData: (request) => open({ kind: 'hub-model', ...request }),
  });
}

/** Where a request leads. A file is only put into the library's field: to import it is the person's to decide. */
export function leadOf(request: OpenRequest): { readonly route: Route; readonly importPath: string | null } {
  switch (request.kind) {
    case 'conversation':
      return { route: { screen: 'chat', conversationId: request.conversationId }, importPath: null };
    case 'model':
      return { route: { screen: 'library' }, importPath: null };
    case 'hub-model':
      return { route: { screen: 'discover', repo: request.repo }, importPath: null };
    case 'model-file':
      return { route: { screen: 'library' }, importPath: request.path };
    default:
      return assertNever(request);
  }
}
