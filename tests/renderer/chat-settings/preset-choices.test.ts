import { expect, test } from 'vitest';
import { builtInPresets } from '../../../main/contract/chat-presets.ts';
import {
  defaultChatSettings,
  noOwnChatSettings,
  type ChatPreset,
  type ChatSettingsPatch,
} from '../../../main/contract/chat-settings.ts';
import type { ChatPresetId } from '../../../main/contract/ids.ts';
import { currentChoice, presetChoices } from '../../../renderer/ui/chat-settings/preset-choices.ts';
import type { EditedSettings } from '../../../renderer/state/chat/settings/chat-settings-hooks.ts';
import { effectiveOf, withChange } from '../../../renderer/state/chat/settings/own-settings.ts';

const kept: ChatPreset = {
  id: 'p1' as ChatPresetId,
  name: 'Form',
  settings: { structure: { kind: 'json' } },
  updatedAtMs: 1,
};

function nameOf(change: ChatSettingsPatch): string | undefined {
  const own = withChange({}, change, defaultChatSettings);
  const edited: EditedSettings = {
    own: { ...noOwnChatSettings, settings: own },
    inherited: { settings: defaultChatSettings, systemPrompt: '' },
    effective: { settings: effectiveOf(defaultChatSettings, own), systemPrompt: '' },
    unfilled: [],
    set: () => undefined,
    replace: () => undefined,
    setPrompt: () => undefined,
  };
  return currentChoice(presetChoices([kept], null, edited), edited)?.name;
}

// Catches: a preset's name over settings that are more, or others, than the preset.
test('a preset is named only where it says all there is to the settings', () => {
  expect(nameOf({})).toBe('Defaults');
  expect(nameOf(builtInPresets.balanced)).toBe('Defaults');
  expect(nameOf(builtInPresets.code)).toBe('Code');
  expect(nameOf({ structure: { kind: 'json' } })).toBe('Form');
  expect(nameOf({ ...builtInPresets.code, structure: { kind: 'json' } })).toBe(undefined);
  expect(nameOf({ sampling: { temperature: 0.31 } })).toBe(undefined);
});
