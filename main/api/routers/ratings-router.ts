import { ratingsInputSchema } from '../../contract/ratings.ts';
import { procedure, router } from '../trpc.ts';

export const ratingsRouter = router({
  /** Computed anew after every vote: asked again whenever the version of `votes.watch` grows. */
  compute: procedure.input(ratingsInputSchema).query(({ ctx, input }) => ctx.services.ratings.compute(input)),
});
