import {
  continueInputSchema,
  conversationInputSchema,
  editInputSchema,
  messageInputSchema,
  pathRangeInputSchema,
  pinInputSchema,
  rateInputSchema,
  regenerateInputSchema,
  removeMessageInputSchema,
  renameInputSchema,
  sendInputSchema,
  setModelInputSchema,
  undoRemovalInputSchema,
  type ConversationEvent,
  type ConversationListEvent,
} from '../../contract/chat.ts';
import { promptInputSchema, promptTokensInputSchema } from '../../contract/prompt.ts';
import { eventStream } from '../event-stream.ts';
import { procedure, router } from '../trpc.ts';

export const chatRouter = router({
  watchList: procedure.subscription(({ ctx, signal }) =>
    eventStream<ConversationListEvent>(
      (listener) => ctx.services.chat.watchList(listener),
      signal,
      () => null,
      ctx.veil,
    ),
  ),
  watch: procedure
    .input(conversationInputSchema)
    .subscription(({ ctx, input, signal }) =>
      eventStream<ConversationEvent>(
        (listener) => ctx.services.chat.watch(input.conversationId, listener),
        signal,
        mergeConversationEvents,
        ctx.veil,
      ),
    ),
  /** A range of the active path; none when it is another path by now. */
  messages: procedure.input(pathRangeInputSchema).query(({ ctx, input }) => ctx.services.chat.tree.messages(input)),
  /** Shows a message: its branch becomes the active one. */
  locate: procedure
    .input(messageInputSchema)
    .mutation(({ ctx, input }) => ctx.services.chat.tree.locate(input.messageId)),
  send: procedure.input(sendInputSchema).mutation(({ ctx, input }) => ctx.services.chat.replies.send(input)),
  stop: procedure
    .input(conversationInputSchema)
    .mutation(({ ctx, input }) => ctx.services.chat.stop(input.conversationId)),
  regenerate: procedure
    .input(regenerateInputSchema)
    .mutation(({ ctx, input }) => ctx.services.chat.replies.regenerate(input)),
  edit: procedure.input(editInputSchema).mutation(({ ctx, input }) => ctx.services.chat.replies.edit(input)),
  continue: procedure
    .input(continueInputSchema)
    .mutation(({ ctx, input }) => ctx.services.chat.replies.continueReply(input)),
  selectBranch: procedure
    .input(messageInputSchema)
    .mutation(({ ctx, input }) => ctx.services.chat.tree.selectBranch(input.messageId)),
  removeMessage: procedure
    .input(removeMessageInputSchema)
    .mutation(({ ctx, input }) => ctx.services.chat.tree.removeMessage(input)),
  undoRemoval: procedure
    .input(undoRemovalInputSchema)
    .mutation(({ ctx, input }) => ctx.services.chat.tree.undoRemoval(input.removalId)),
  /** Null where nothing was removed in the last hour. */
  undoLastRemoval: procedure
    .input(conversationInputSchema)
    .mutation(({ ctx, input }) => ctx.services.chat.tree.undoLastRemoval(input.conversationId)),
  duplicate: procedure
    .input(messageInputSchema)
    .mutation(({ ctx, input }) => ctx.services.chat.tree.duplicate(input.messageId)),
  rate: procedure.input(rateInputSchema).mutation(({ ctx, input }) => ctx.services.chat.tree.rate(input)),
  /** What a reply was made with; null when that was not kept. */
  record: procedure.input(messageInputSchema).query(({ ctx, input }) => ctx.services.chat.tree.record(input.messageId)),
  rename: procedure
    .input(renameInputSchema)
    .mutation(({ ctx, input }) => ctx.services.chat.conversations.rename(input.conversationId, input.title)),
  setPinned: procedure
    .input(pinInputSchema)
    .mutation(({ ctx, input }) => ctx.services.chat.conversations.setPinned(input.conversationId, input.isPinned)),
  setModel: procedure
    .input(setModelInputSchema)
    .mutation(({ ctx, input }) => ctx.services.chat.conversations.setModel(input.conversationId, input.modelId)),
  remove: procedure
    .input(conversationInputSchema)
    .mutation(({ ctx, input }) => ctx.services.chat.conversations.remove(input.conversationId)),
  /** The exact text a reply was generated from; null when none was kept. */
  prompt: procedure.input(promptInputSchema).query(({ ctx, input }) => ctx.services.replyPrompts.find(input.replyId)),
  /** Null when there is no prompt, or the model is not loaded and may not be. */
  promptTokens: procedure
    .input(promptTokensInputSchema)
    .query(({ ctx, input, signal }) => ctx.services.replyPrompts.tokens(input, signal ?? new AbortController().signal)),
  restore: procedure
    .input(conversationInputSchema)
    .mutation(({ ctx, input }) => ctx.services.chat.conversations.restore(input.conversationId)),
});

/** Neighbouring pieces of one reply join; of two phases only the later one matters. */
export function mergeConversationEvents(
  earlier: ConversationEvent,
  later: ConversationEvent,
): ConversationEvent | null {
  if (earlier.type === 'reply-phase' && later.type === 'reply-phase' && earlier.replyId === later.replyId) return later;
  if (earlier.type !== 'reply-delta' || later.type !== 'reply-delta') return null;
  if (earlier.replyId !== later.replyId || earlier.kind !== later.kind) return null;
  return { ...earlier, text: earlier.text + later.text };
}
