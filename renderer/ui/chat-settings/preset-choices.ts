import { builtInPresetNames, builtInPresets } from '../../../main/contract/chat-presets.ts';
import type { ChatPreset, ChatSettingsPatch } from '../../../main/contract/chat-settings.ts';
import type { Model } from '../../../main/contract/models.ts';
import { t } from '../../i18n/translate.ts';
import type { EditedSettings } from '../../state/chat/settings/chat-settings-hooks.ts';
import { effectiveOf, isSameValue, withPreset } from '../../state/chat/settings/own-settings.ts';

/** Something that can be applied to a chat. */
export type PresetChoice = {
  readonly id: string;
  readonly name: string;
  readonly why: string;
  /** Null for the defaults: a chat has nothing of its own. */
  readonly settings: ChatSettingsPatch | null;
  /** Null for those that come with the app or a model. */
  readonly kept: ChatPreset | null;
};

/** The defaults, what comes with the app, what the model's publisher recommends, and what the person kept. */
export function presetChoices(
  kept: readonly ChatPreset[],
  model: Model | null,
  edited: EditedSettings,
): readonly PresetChoice[] {
  const recommended = model?.facts.recommendedSampling;
  return [
    choice('defaults', t('chat-settings.preset-defaults'), t('chat-settings.preset-why-defaults'), null),
    ...builtInPresetNames.map((name) =>
      choice(name, t(`chat-settings.preset-${name}`), t(`chat-settings.preset-why-${name}`), builtInPresets[name]),
    ),
    ...(model === null || recommended === undefined
      ? []
      : [
          choice(
            'publisher',
            t('chat-settings.preset-publisher'),
            t('chat-settings.preset-why-publisher', { name: model.facts.name }),
            { sampling: { ...edited.inherited.settings.sampling, ...recommended } },
          ),
        ]),
    ...kept.map((preset) => ({
      ...choice(preset.id, preset.name, t('chat-settings.preset-why-own'), preset.settings),
      kept: preset,
    })),
  ];
}

/** The first one that says all there is to the chat's settings; null when some are its own. */
export function currentChoice(choices: readonly PresetChoice[], edited: EditedSettings): PresetChoice | null {
  const { inherited, effective } = edited;
  const { settings: usual } = inherited;
  const isCurrent = ({ settings }: PresetChoice): boolean =>
    isSameValue(effectiveOf(usual, settings === null ? {} : withPreset({}, settings, usual)), effective.settings);
  return choices.find(isCurrent) ?? null;
}

/** A chat's own settings once a preset is applied. */
export function applied(settings: ChatSettingsPatch | null, { own, inherited }: EditedSettings): ChatSettingsPatch {
  return settings === null ? {} : withPreset(own.settings, settings, inherited.settings);
}

function choice(id: string, name: string, why: string, settings: ChatSettingsPatch | null): PresetChoice {
  return { id, name, why, settings, kept: null };
}
