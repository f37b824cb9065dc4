import {
  castVoteInputSchema,
  exportVotesInputSchema,
  importVotesInputSchema,
  saveCriteriaInputSchema,
  setVoteTagsInputSchema,
  voteInputSchema,
  type VotesEvent,
} from '../../contract/votes.ts';
import { eventStream } from '../event-stream.ts';
import { veiledFeed } from '../veil.ts';
import { procedure, router } from '../trpc.ts';

export const votesRouter = router({
  watch: procedure.subscription(({ ctx, signal }) =>
    eventStream<VotesEvent>(
      // Criteria are needed to mark by; earlier verdicts name contestants.
      veiledFeed(
        ctx.veil,
        (listener) => ctx.services.votes.watch(listener),
        (event) => ({ ...event, votes: [], ...(event.type === 'changed' ? { removedIds: [] } : {}) }),
      ),
      signal,
      (_, later) => (later.type === 'snapshot' ? later : null),
    ),
  ),
  cast: procedure.input(castVoteInputSchema).mutation(({ ctx, input }) => ctx.services.votes.cast(input)),
  undo: procedure.input(voteInputSchema).mutation(({ ctx, input }) => ctx.services.votes.undo(input.voteId)),
  redo: procedure.input(voteInputSchema).mutation(({ ctx, input }) => ctx.services.votes.redo(input.voteId)),
  setTags: procedure
    .input(setVoteTagsInputSchema)
    .mutation(({ ctx, input }) => ctx.services.votes.setTags(input.voteId, input.tags)),
  saveCriteria: procedure
    .input(saveCriteriaInputSchema)
    .mutation(({ ctx, input }) => ctx.services.votes.saveCriteria(input.criteria)),
  /** Null when the person left the save dialog; in a browser the page fetches the file with `exchange.readExport`. */
  export: procedure
    .input(exportVotesInputSchema)
    .mutation(({ ctx, input, signal }) => ctx.services.voteFiles.export(input, signal ?? new AbortController().signal)),
  /** In a browser the file was sent with `exchange.beginUpload`. */
  importFile: procedure
    .input(importVotesInputSchema)
    .mutation(({ ctx, input }) => ctx.services.voteFiles.import(input.file)),
});
