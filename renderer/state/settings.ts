import type { Settings, SettingsPatch } from '../../main/contract/settings.ts';

/** Applies only the keys a patch names. */
export function applyPatch(settings: Settings, patch: SettingsPatch): Settings {
  const changes = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  return { ...settings, ...changes };
}

export function reduceSettings(_before: Settings | null, settings: Settings): Settings {
  return settings;
}
