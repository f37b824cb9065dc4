import type { ChatPreset, ChatSettingsPatch } from '../../../main/contract/chat-settings.ts';
import { PresetNameForm } from '../preset-name-form.tsx';
import { usePresetCommands } from './use-preset-commands.ts';
import styles from './settings.module.css';

type PresetFormProps = {
  /** Null: these settings get a name for the first time. */
  readonly preset: ChatPreset | null;
  readonly settings: ChatSettingsPatch;
  readonly onDone: () => void;
};

/** Gives settings a name, or a preset another one. */
export function PresetForm({ preset, settings, onDone }: PresetFormProps) {
  const commands = usePresetCommands();
  return (
    <PresetNameForm
      className={styles.naming}
      firstName={preset?.name ?? ''}
      save={(name) => commands.save({ id: preset?.id ?? null, name, settings: preset?.settings ?? settings })}
      onDone={onDone}
    />
  );
}
