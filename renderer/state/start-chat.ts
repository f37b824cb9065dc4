import type { AppServices } from './app-services.ts';

/** Shows the chat that has not begun, ready to be written into. */
export function startChat({ router, wantedFocus }: Pick<AppServices, 'router' | 'wantedFocus'>): void {
  router.navigate({ screen: 'chat', conversationId: null });
  wantedFocus.set('composer');
}
