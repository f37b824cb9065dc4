import {
  changeTagInputSchema,
  projectInputSchema,
  retitleInputSchema,
  saveProjectInputSchema,
  setArchivedInputSchema,
  setProjectInputSchema,
  setTagsInputSchema,
  type OrganiseEvent,
} from '../../contract/organise.ts';
import { eventStream } from '../event-stream.ts';
import { procedure, router } from '../trpc.ts';

export const organiseRouter = router({
  watch: procedure.subscription(({ ctx, signal }) =>
    eventStream<OrganiseEvent>((listener) => ctx.services.organise.watch(listener), signal),
  ),
  saveProject: procedure
    .input(saveProjectInputSchema)
    .mutation(({ ctx, input }) => ctx.services.organise.saveProject(input)),
  removeProject: procedure
    .input(projectInputSchema)
    .mutation(({ ctx, input }) => ctx.services.organise.removeProject(input.id)),
  restoreProject: procedure
    .input(projectInputSchema)
    .mutation(({ ctx, input }) => ctx.services.organise.restoreProject(input.id)),
  setProject: procedure
    .input(setProjectInputSchema)
    .mutation(({ ctx, input }) => ctx.services.organise.setProject(input.conversationIds, input.projectId)),
  setArchived: procedure
    .input(setArchivedInputSchema)
    .mutation(({ ctx, input }) => ctx.services.organise.setArchived(input.conversationIds, input.isArchived)),
  /** All tags of one conversation. */
  setTags: procedure
    .input(setTagsInputSchema)
    .mutation(({ ctx, input }) => ctx.services.organise.setTags(input.conversationId, input.tags)),
  /** One tag of many conversations. */
  changeTag: procedure
    .input(changeTagInputSchema)
    .mutation(({ ctx, input }) => ctx.services.organise.changeTag(input.conversationIds, input.tag, input.isSet)),
  /** @returns false when the model wrote nothing that is a title. */
  retitle: procedure
    .input(retitleInputSchema)
    .mutation(({ ctx, input }) => ctx.services.titles.retitle(input.conversationId)),
});
