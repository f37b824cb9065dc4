import { branchAtTokenInputSchema, tokenViewInputSchema, type TokenViewEvent } from '../../contract/token-view.ts';
import { procedure, router } from '../trpc.ts';
import { workStream } from '../work-stream.ts';

/** The tokens of a reply: how likely each was, and what else might have been said. */
export const tokensRouter = router({
  view: procedure
    .input(tokenViewInputSchema)
    .subscription(({ ctx, input, signal }) =>
      workStream<TokenViewEvent>((work) => ctx.services.tokenView.view(input, work), signal),
    ),
  branchAt: procedure
    .input(branchAtTokenInputSchema)
    .mutation(({ ctx, input }) => ctx.services.tokenView.branchAt(input)),
});
