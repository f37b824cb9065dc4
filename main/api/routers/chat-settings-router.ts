import { z } from 'zod';
import {
  chatSettingsInputSchema,
  checkStructureInputSchema,
  previewPromptInputSchema,
  saveChatDefaultsInputSchema,
  saveChatSettingsInputSchema,
  savePresetInputSchema,
  saveSystemPromptInputSchema,
  type ChatLibraryEvent,
  type ChatSettingsEvent,
} from '../../contract/chat-settings.ts';
import { chatPresetIdSchema, systemPromptIdSchema } from '../../contract/ids.ts';
import { eventStream } from '../event-stream.ts';
import { procedure, router } from '../trpc.ts';

/** Of two snapshots in a row only the later one matters. */
const latest = <Event>(_earlier: Event, later: Event): Event => later;

/** How replies are made, and what is kept for that under a name. */
export const chatSettingsRouter = router({
  watch: procedure
    .input(chatSettingsInputSchema)
    .subscription(({ ctx, input, signal }) =>
      eventStream<ChatSettingsEvent>((listener) => ctx.services.chatSettings.watch(input, listener), signal, latest),
    ),
  save: procedure
    .input(saveChatSettingsInputSchema)
    .mutation(({ ctx, input }) => ctx.services.chatSettings.save(input.conversationId, input.own)),
  preview: procedure
    .input(previewPromptInputSchema)
    .query(({ ctx, input }) => ctx.services.chatSettings.preview(input)),
  checkStructure: procedure
    .input(checkStructureInputSchema)
    .query(({ ctx, input }) => ({ problem: ctx.services.structures.check(input.structure) })),
  watchLibrary: procedure.subscription(({ ctx, signal }) =>
    eventStream<ChatLibraryEvent>((listener) => ctx.services.chatLibrary.watch(listener), signal, latest),
  ),
  saveDefaults: procedure
    .input(saveChatDefaultsInputSchema)
    .mutation(({ ctx, input }) => ctx.services.chatLibrary.saveDefaults(input.settings)),
  savePreset: procedure
    .input(savePresetInputSchema)
    .mutation(({ ctx, input }) => ctx.services.chatLibrary.savePreset(input)),
  removePreset: procedure
    .input(z.object({ id: chatPresetIdSchema }))
    .mutation(({ ctx, input }) => ctx.services.chatLibrary.removePreset(input.id)),
  savePrompt: procedure
    .input(saveSystemPromptInputSchema)
    .mutation(({ ctx, input }) => ctx.services.chatLibrary.savePrompt(input)),
  removePrompt: procedure
    .input(z.object({ id: systemPromptIdSchema }))
    .mutation(({ ctx, input }) => ctx.services.chatLibrary.removePrompt(input.id)),
});
