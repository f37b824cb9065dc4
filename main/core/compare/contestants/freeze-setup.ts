import { defaultChatSettings, type ChatSettings, type ChatSettingsPatch } from '../../../contract/chat-settings.ts';
import type { ContestantSetup } from '../../../contract/contestants.ts';
import { defaultLoadSettings, loadSettingsSchema, type LoadSettings } from '../../../contract/load-settings.ts';
import { mergeSettings } from '../../chat-settings/merge-settings.ts';

/** Load settings that decide an answer's words; the others decide how fast it comes and whether it fits. */
const wordFields = ['adapters', 'chatTemplate', 'keyCacheType', 'valueCacheType'] as const;

/**
 * The setup with everything written down that it follows now and that decides its words: the model's own adapters,
 * template and cache types, what all chats follow. Later changes of those leave it as it is.
 */
export function freezeSetup(
  setup: ContestantSetup,
  { ownLoad, chatDefaults }: { readonly ownLoad: LoadSettings; readonly chatDefaults: ChatSettingsPatch },
): ContestantSetup {
  const { keepsLoaded: _keepsLoaded, idleUnloadMinutes: _idle, ...given } = setup.load;
  const words = Object.entries({ ...pickWords(ownLoad), ...pickWords(given) }).filter(
    ([field, value]) => !isSame(value, defaultLoadSettings[field as keyof LoadSettings]),
  );
  const rest = Object.entries(given).filter(([field]) => !(wordFields as readonly string[]).includes(field));
  return {
    ...setup,
    load: Object.fromEntries([...words, ...rest]),
    settings: mergePatches(chatDefaults, setup.settings),
    systemPrompt: setup.systemPrompt.trim() === '' ? '' : setup.systemPrompt,
  };
}

/** How its model is loaded: what its setup says, the defaults where words depend on it, else the model's own. */
export function loadSettingsOf(setup: ContestantSetup, ownLoad: LoadSettings): LoadSettings {
  return loadSettingsSchema.parse({ ...ownLoad, ...pickWords(defaultLoadSettings), ...withoutGaps(setup.load) });
}

/** How its answers are made, whatever all chats follow by then. */
export function chatSettingsOf(setup: ContestantSetup): ChatSettings {
  return mergeSettings(defaultChatSettings, setup.settings);
}

function pickWords(settings: ContestantSetup['load']): ContestantSetup['load'] {
  return Object.fromEntries(
    wordFields.flatMap((field) => (settings[field] === undefined ? [] : [[field, settings[field]]])),
  );
}

function mergePatches(under: ChatSettingsPatch, over: ChatSettingsPatch): ChatSettingsPatch {
  const sampling = withoutGaps({ ...under.sampling, ...withoutGaps(over.sampling ?? {}) });
  const reasoning = withoutGaps({ ...under.reasoning, ...withoutGaps(over.reasoning ?? {}) });
  return {
    ...withoutGaps({ ...under, ...withoutGaps(over) }),
    ...(Object.keys(sampling).length === 0 ? {} : { sampling }),
    ...(Object.keys(reasoning).length === 0 ? {} : { reasoning }),
  };
}

function withoutGaps<Part extends object>(part: Part): Part {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as Part;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
