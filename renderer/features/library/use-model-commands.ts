import { useMemo } from 'react';
import type { Model } from '../../../main/contract/models.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { startChat } from '../../state/start-chat.ts';

export type ModelCommands = {
  load(model: Model): void;
  unload(model: Model): void;
  /** Forgets the model; the file stays, and undo brings the line back. */
  remove(model: Model): void;
  copyPath(model: Model): void;
  chatWith(model: Model): void;
};

/** What a person can do with a model of the list. */
export function useModelCommands(): ModelCommands {
  const app = useApp();
  return useMemo(() => {
    const { client, toasts, attempt } = app;
    return {
      load: (model) => {
        // A load that fails shows in the model's own line.
        client.models.load.mutate({ modelId: model.id }).then(
          () => app.announce(t('library.loaded', { name: model.facts.name })),
          () => undefined,
        );
      },
      unload: (model) =>
        attempt(
          client.models.unload
            .mutate({ modelId: model.id })
            .then(() => app.announce(t('library.unloaded', { name: model.facts.name }))),
        ),
      remove: (model) =>
        attempt(
          client.models.remove.mutate({ modelId: model.id }).then(() =>
            toasts.show(t('library.removed', { name: model.facts.name }), {
              action: {
                label: t('ui.undo'),
                run: () => attempt(client.models.importFile.mutate({ path: model.path })),
              },
            }),
          ),
        ),
      copyPath: (model) => {
        attempt(app.copy(model.path).then((isCopied) => isCopied && toasts.show(t('library.path-copied'))));
      },
      chatWith: (model) => {
        app.updateSettings({ lastModelId: model.id });
        startChat(app);
      },
    };
  }, [app]);
}
