import type { ProjectId } from '../../main/contract/ids.ts';
import type { AppServices } from './app-services.ts';
import { organiseSessionOf } from './chat/organise/organise-session.ts';

/** Shows the chat that has not begun, ready to be written into. `projectId`: where it goes once it begins. */
export function startChat(app: AppServices, projectId: ProjectId | null = null): void {
  organiseSessionOf(app).newChatProjectId.set(projectId);
  app.router.navigate({ screen: 'chat', conversationId: null });
  app.wantedFocus.set('composer');
}
