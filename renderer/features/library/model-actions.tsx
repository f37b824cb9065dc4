import type { Model, ModelRuntime } from '../../../main/contract/models.ts';
import { t } from '../../i18n/translate.ts';
import { Button } from '../../ui/button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import type { MenuItem } from '../../ui/menu.tsx';
import type { ModelCommands } from './use-model-commands.ts';
import styles from './model-table.module.css';

type ModelActionsProps = { readonly model: Model; readonly runtime: ModelRuntime; readonly commands: ModelCommands };

/** The one command that fits the model's state, and the rest in a menu. */
export function ModelActions({ model, runtime, commands }: ModelActionsProps) {
  return (
    <div className={styles.actions}>
      <MainCommand model={model} runtime={runtime} commands={commands} />
      <MenuButton
        label={t('library.more-name', { name: model.facts.name })}
        items={menuItems(model, commands)}
        size="small"
      />
    </div>
  );
}

function MainCommand({ model, runtime, commands }: ModelActionsProps) {
  const { name } = model.facts;
  if (model.isMissing) return null;
  switch (runtime.state) {
    case 'failed':
      // The reason beneath the line has a button of its own.
      return null;
    case 'unloaded':
      return (
        <Button size="small" aria-label={t('library.load-name', { name })} onClick={() => commands.load(model)}>
          {t('library.load')}
        </Button>
      );
    case 'loading':
      return (
        <Button
          size="small"
          aria-label={t('library.stop-loading-name', { name })}
          onClick={() => commands.unload(model)}
        >
          {t('library.stop-loading')}
        </Button>
      );
    case 'ready':
    case 'generating':
      return (
        <Button size="small" aria-label={t('library.unload-name', { name })} onClick={() => commands.unload(model)}>
          {t('library.unload')}
        </Button>
      );
  }
}

function menuItems(model: Model, commands: ModelCommands): readonly MenuItem[] {
  return [
    {
      id: 'chat',
      label: t('library.chat-with'),
      icon: 'chat',
      isDisabled: model.isMissing,
      onSelect: () => commands.chatWith(model),
    },
    { id: 'copy', label: t('library.copy-path'), icon: 'copy', onSelect: () => commands.copyPath(model) },
    {
      id: 'remove',
      label: t('library.remove'),
      icon: 'remove',
      startsGroup: true,
      onSelect: () => commands.remove(model),
    },
  ];
}
