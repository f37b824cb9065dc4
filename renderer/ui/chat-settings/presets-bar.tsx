import { useRef, useState } from 'react';
import { defaultChatSettings, type ChatPreset } from '../../../main/contract/chat-settings.ts';
import type { Model } from '../../../main/contract/models.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { useChatLibrary, type EditedSettings } from '../../state/chat/settings/chat-settings-hooks.ts';
import { presetOf, withChange } from '../../state/chat/settings/own-settings.ts';
import { Button } from '../button.tsx';
import { Icon } from '../icon.tsx';
import { MenuButton } from '../menu-button.tsx';
import { Menu, type MenuItem } from '../menu.tsx';
import { applied, currentChoice, presetChoices, type PresetChoice } from './preset-choices.ts';
import { PresetDifferences } from './preset-differences.tsx';
import { PresetForm } from './preset-form.tsx';
import { usePresetCommands } from './use-preset-commands.ts';
import styles from './settings.module.css';

type PresetsBarProps = { readonly edited: EditedSettings; readonly model: Model | null };

/** Settings under a name: apply one, keep these as one, and what differs from the defaults. */
export function PresetsBar({ edited, model }: PresetsBarProps) {
  const library = useChatLibrary();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  // Null: nothing is being named; `new`: these settings; else the preset that gets another name.
  const [naming, setNaming] = useState<ChatPreset | 'new' | null>(null);
  const choices = presetChoices(library?.presets ?? [], model, edited);
  const current = currentChoice(choices, edited);
  return (
    <div className={styles.presets}>
      <div className={styles.line}>
        <Button
          ref={button}
          size="small"
          className={styles.preset}
          aria-haspopup="menu"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(true)}
        >
          <span className={styles['preset-label']}>{t('chat-settings.preset')}</span>{' '}
          <span className={styles['preset-name']}>{current?.name ?? t('chat-settings.preset-own')}</span>
          <Icon name="chevron-down" size={14} className={styles['preset-arrow']} />
        </Button>
        <PresetMenu edited={edited} choices={choices} current={current} onName={setNaming} />
      </div>
      {isOpen ? (
        <Menu
          label={t('chat-settings.preset')}
          anchor={button}
          placement="bottom-end"
          items={choices.map((choice, index) => itemOf(choice, choice === current, choices[index - 1], edited))}
          onClose={() => setIsOpen(false)}
        />
      ) : null}
      {naming === null ? null : (
        <PresetForm
          key={naming === 'new' ? 'new' : naming.id}
          preset={naming === 'new' ? null : naming}
          settings={presetOf(edited.own.settings, edited.inherited.settings)}
          onDone={() => {
            setNaming(null);
            button.current?.focus();
          }}
        />
      )}
      <PresetDifferences edited={edited} />
    </div>
  );
}

function itemOf(
  choice: PresetChoice,
  isChecked: boolean,
  before: PresetChoice | undefined,
  edited: EditedSettings,
): MenuItem {
  const { id, name, why, settings, kept } = choice;
  const startsGroup = before !== undefined && (before.id === 'defaults' || (kept === null) !== (before.kept === null));
  return {
    id,
    label: name,
    detail: why,
    isChecked,
    startsGroup,
    onSelect: () => edited.replace(applied(settings, edited)),
  };
}

type PresetMenuProps = {
  readonly edited: EditedSettings;
  readonly choices: readonly PresetChoice[];
  readonly current: PresetChoice | null;
  readonly onName: (preset: ChatPreset | 'new') => void;
};

function PresetMenu({ edited, choices, current, onName }: PresetMenuProps) {
  const { attempt } = useApp();
  const commands = usePresetCommands();
  const { own, inherited, effective } = edited;
  const defaults = useChatLibrary()?.defaults ?? {};
  const hasOwn = Object.keys(own.settings).length > 0;
  const kept = choices.flatMap((choice) => choice.kept ?? []);
  const saved = current?.kept ?? null;
  const makeDefault = async (): Promise<void> => {
    await commands.saveDefaults(withChange({}, effective.settings, defaultChatSettings));
    edited.replace({});
  };
  const items: readonly MenuItem[] = [
    {
      id: 'save',
      label: t('chat-settings.preset-save'),
      icon: 'plus',
      isDisabled: !hasOwn || saved !== null,
      onSelect: () => onName('new'),
    },
    ...(saved === null && hasOwn ? kept : []).map((preset, index) => ({
      id: `overwrite-${preset.id}`,
      label: t('chat-settings.preset-overwrite', { name: preset.name }),
      startsGroup: index === 0,
      onSelect: () => attempt(commands.save({ ...preset, settings: presetOf(own.settings, inherited.settings) })),
    })),
    ...(saved === null
      ? []
      : [
          {
            id: 'rename',
            label: t('chat-settings.preset-rename', { name: saved.name }),
            icon: 'rename' as const,
            onSelect: () => onName(saved),
          },
          {
            id: 'delete',
            label: t('chat-settings.preset-delete', { name: saved.name }),
            icon: 'remove' as const,
            isDangerous: true,
            onSelect: () => commands.remove(saved),
          },
        ]),
    {
      id: 'for-all',
      label: t('chat-settings.preset-for-all'),
      startsGroup: true,
      isDisabled: !hasOwn,
      onSelect: () => attempt(makeDefault()),
    },
    ...(Object.keys(defaults).length === 0
      ? []
      : [
          {
            id: 'for-all-reset',
            label: t('chat-settings.preset-for-all-reset'),
            onSelect: () => attempt(commands.saveDefaults({})),
          },
        ]),
  ];
  return <MenuButton size="small" label={t('chat-settings.preset-menu')} items={items} />;
}
