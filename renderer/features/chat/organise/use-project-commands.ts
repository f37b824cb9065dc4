import { useMemo } from 'react';
import type { ConversationId, ProjectId } from '../../../../main/contract/ids.ts';
import type { Project } from '../../../../main/contract/organise.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import type { AppServices } from '../../../state/app-services.ts';
import { organiseSessionOf } from '../../../state/chat/organise/organise-session.ts';

export type ProjectCommands = {
  /** Makes one, or changes it, and puts conversations into it. */
  readonly save: (
    input: Pick<Project, 'name' | 'systemPrompt'> & { readonly id: ProjectId | null },
    conversationIds: readonly ConversationId[],
  ) => Promise<void>;
  /** Its conversations stay; offers to undo. */
  readonly remove: (project: Project) => void;
};

/** What a person does with a project. */
export function useProjectCommands(): ProjectCommands {
  const app = useApp();
  return useMemo(() => createCommands(app), [app]);
}

function createCommands(app: AppServices): ProjectCommands {
  const { organise } = app.client;
  const remove = async ({ id, name }: Project): Promise<void> => {
    await organise.removeProject.mutate({ id });
    organiseSessionOf(app).newChatProjectId.set((wanted) => (wanted === id ? null : wanted));
    app.toasts.show(t('organise.project-deleted', { name }), {
      action: { label: t('ui.undo'), run: () => app.attempt(organise.restoreProject.mutate({ id })) },
    });
  };
  return {
    async save(input, conversationIds) {
      const { id: projectId } = await organise.saveProject.mutate(input);
      if (conversationIds.length > 0) await organise.setProject.mutate({ conversationIds, projectId });
    },
    remove: (project) => app.attempt(remove(project)),
  };
}
