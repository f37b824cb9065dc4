import { searchInputSchema } from '../../contract/organise.ts';
import { procedure, router } from '../trpc.ts';

export const searchRouter = router({
  find: procedure.input(searchInputSchema).query(({ ctx, input }) => ctx.services.search.find(input)),
});
