import { settingsPatchSchema, type Settings } from '../../contract/settings.ts';
import { eventStream } from '../event-stream.ts';
import { veiledFeed } from '../veil.ts';
import { procedure, router } from '../trpc.ts';

export const settingsRouter = router({
  get: procedure.query(({ ctx }) => seen(ctx.services.settings.read(), ctx.veil.isDown)),
  update: procedure
    .input(settingsPatchSchema)
    .mutation(({ ctx, input }) => seen(ctx.services.settings.update(input), ctx.veil.isDown)),
  watch: procedure.subscription(({ ctx, signal }) =>
    eventStream<Settings>(
      veiledFeed(ctx.veil, (listener) => ctx.services.settings.watch(listener), withoutModels),
      signal,
      (_earlier, later) => later,
    ),
  ),
});

/** Which models somebody used last or compared would tell who may hide behind a letter. */
function withoutModels(settings: Settings): Settings {
  return { ...settings, lastModelId: null, modelLooks: {} };
}

function seen(settings: Settings, isVeiled: boolean): Settings {
  return isVeiled ? withoutModels(settings) : settings;
}
