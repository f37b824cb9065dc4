import {
  contextUseInputSchema,
  editSummaryInputSchema,
  restoreSummaryInputSchema,
  summariseInputSchema,
  summaryInputSchema,
  type SummariseEvent,
} from '../../contract/context.ts';
import { modelIdSchema } from '../../contract/ids.ts';
import { procedure, router } from '../trpc.ts';
import { workStream } from '../work-stream.ts';

const optionsInputSchema = contextUseInputSchema.extend({ modelId: modelIdSchema });
const neverAborted = new AbortController().signal;

/** What the next message takes of the context, and what stands for older turns. */
export const contextRouter = router({
  use: procedure
    .input(contextUseInputSchema)
    .query(({ ctx, input, signal }) => ctx.services.context.use(input, signal ?? neverAborted)),
  options: procedure
    .input(optionsInputSchema)
    .query(({ ctx, input, signal }) => ctx.services.context.options(input, signal ?? neverAborted)),
  summarise: procedure
    .input(summariseInputSchema)
    .subscription(({ ctx, input, signal }) =>
      workStream<SummariseEvent>((work) => ctx.services.summaries.summarise(input, work), signal),
    ),
  editSummary: procedure
    .input(editSummaryInputSchema)
    .mutation(({ ctx, input }) => ctx.services.summaries.edit(input.summaryId, input.text)),
  removeSummary: procedure
    .input(summaryInputSchema)
    .mutation(({ ctx, input }) => ctx.services.summaries.remove(input.summaryId)),
  restoreSummary: procedure
    .input(restoreSummaryInputSchema)
    .mutation(({ ctx, input }) => ctx.services.summaries.restore(input.summary)),
});
