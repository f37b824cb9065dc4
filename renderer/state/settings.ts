import type { Settings, SettingsPatch } from '../../main/contract/settings.ts';

/** Applies only the keys a patch names. */
export function applyPatch(settings: Settings, patch: SettingsPatch): Settings {
  const changes = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  return { ...settings, ...changes };
}

/** Looks of models are only ever added; while names are hidden they come without those that are known already. */
export function reduceSettings(before: Settings | null, settings: Settings): Settings {
  return before === null ? settings : { ...settings, modelLooks: { ...before.modelLooks, ...settings.modelLooks } };
}
