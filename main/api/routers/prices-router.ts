import { priceTableSchema, type PricesEvent } from '../../contract/prices.ts';
import { eventStream } from '../event-stream.ts';
import { procedure, router } from '../trpc.ts';

/** What hosted models cost. */
export const pricesRouter = router({
  watch: procedure.subscription(({ ctx, signal }) =>
    eventStream<PricesEvent>(
      (listener) => ctx.services.prices.watch(listener),
      signal,
      (_earlier, later) => later,
    ),
  ),
  save: procedure.input(priceTableSchema).mutation(({ ctx, input }) => ctx.services.prices.save(input)),
  reset: procedure.mutation(({ ctx }) => ctx.services.prices.reset()),
});
