import type { Adapter } from '../../../../main/contract/adapters.ts';
import type { ChatSettings } from '../../../../main/contract/chat-settings.ts';
import type { ContestantSetup } from '../../../../main/contract/contestants.ts';
import type { LoadSettings } from '../../../../main/contract/load-settings.ts';
import { settingName as loadName, settingValue as loadValue } from '../../../i18n/setting-text.ts';
import { t } from '../../../i18n/translate.ts';
import { differences } from '../../../state/chat/settings/differences.ts';
import { effectiveOf } from '../../../state/chat/settings/own-settings.ts';
import { settingName, settingValue } from '../../../ui/chat-settings/setting-words.ts';

const mostPromptLength = 60;

/** What sets a contestant apart from its model as it comes, in short words. */
export function setupWords(
  { settings, systemPrompt, load }: ContestantSetup,
  inherited: ChatSettings,
  adapters: readonly Adapter[],
): readonly string[] {
  const chosen = differences(inherited, effectiveOf(inherited, settings)).map(
    ({ path, to }) => `${lowerFirst(settingName(path))} ${lowerFirst(settingValue(path, to))}`,
  );
  return [...chosen, ...loadWords(load, adapters), ...(systemPrompt === '' ? [] : [promptWords(systemPrompt)])];
}

function promptWords(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  const short = line.length > mostPromptLength ? `${line.slice(0, mostPromptLength - 1).trimEnd()}…` : line;
  return t('compare-setup.word-prompt', { text: short });
}

function loadWords(load: ContestantSetup['load'], known: readonly Adapter[]): readonly string[] {
  const { adapters = [], chatTemplate, draftModelId, ...plain } = load;
  const words = Object.entries(plain).flatMap(([field, value]) => {
    if (value === undefined) return [];
    const name = field as Exclude<keyof LoadSettings, 'adapters' | 'chatTemplate' | 'draftModelId'>;
    return [`${lowerFirst(loadName(name))} ${loadValue(name, value)}`];
  });
  const uses = adapters.map(({ adapterId, scale }) => {
    const adapter = known.find(({ id }) => id === adapterId);
    return adapter === undefined
      ? t('compare-setup.word-adapter-gone')
      : t('compare-setup.word-adapter', { name: adapter.facts.name, scale });
  });
  const named = [
    ...(typeof chatTemplate === 'string' ? (['chatTemplate'] as const) : []),
    ...(typeof draftModelId === 'string' ? (['draftModelId'] as const) : []),
  ];
  return [...words, ...uses, ...named.map((field) => lowerFirst(loadName(field)))];
}

/** `Temperature` → `temperature`, but `DRY strength` and `XTC` as they are. */
function lowerFirst(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? `${name.charAt(0).toLowerCase()}${name.slice(1)}` : name;
}
