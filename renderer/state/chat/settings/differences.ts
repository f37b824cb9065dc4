import type { ChatSettings } from '../../../../main/contract/chat-settings.ts';
import { isSameValue } from './own-settings.ts';

/** Every single setting, as a path of at most three steps. */
export type SettingPath = {
  [Group in keyof ChatSettings]: Group extends 'sampling'
    ? SamplingPath
    : Group extends 'reasoning'
      ? ReasoningPath
      : Group;
}[keyof ChatSettings];
type SamplingPath = {
  [Key in keyof ChatSettings['sampling']]: Key extends 'repeat' | 'dry' | 'xtc'
    ? `sampling.${Key}.${keyof ChatSettings['sampling'][Key] & string}`
    : `sampling.${Key}`;
}[keyof ChatSettings['sampling']];
type ReasoningPath = `reasoning.${keyof ChatSettings['reasoning']}`;

export type Difference = { readonly path: SettingPath; readonly from: unknown; readonly to: unknown };

/** Which settings are others, in the order they stand in. */
export function differences(from: ChatSettings, to: ChatSettings): readonly Difference[] {
  const before = new Map(leaves(from));
  return leaves(to)
    .filter(([path, value]) => !isSameValue(value, before.get(path)))
    .map(([path, value]) => ({ path, from: before.get(path), to: value }));
}

const groups = new Set(['sampling', 'reasoning', 'sampling.repeat', 'sampling.dry', 'sampling.xtc']);

function leaves(settings: ChatSettings): (readonly [SettingPath, unknown])[] {
  const walk = (value: object, prefix: string): (readonly [SettingPath, unknown])[] =>
    Object.entries(value).flatMap(([key, part]: [string, unknown]) => {
      const path = `${prefix}${key}`;
      return groups.has(path) ? walk(part as object, `${path}.`) : [[path as SettingPath, part] as const];
    });
  return walk(settings, '');
}
