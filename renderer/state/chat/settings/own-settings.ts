import type {
  ChatSettings,
  ChatSettingsPatch,
  OwnChatSettings,
  ReasoningSettings,
  Sampling,
} from '../../../../main/contract/chat-settings.ts';

/** The settings with what the patch says in their place. */
export function effectiveOf(inherited: ChatSettings, own: ChatSettingsPatch): ChatSettings {
  const { sampling, reasoning, ...whole } = own;
  return {
    ...inherited,
    ...(present(whole) as Partial<ChatSettings>),
    sampling: { ...inherited.sampling, ...(present(sampling ?? {}) as Partial<Sampling>) },
    reasoning: { ...inherited.reasoning, ...(present(reasoning ?? {}) as Partial<ReasoningSettings>) },
  };
}

/** A chat's own settings after a change: what is as it would be anyway is nothing of its own. */
export function withChange(
  own: ChatSettingsPatch,
  change: ChatSettingsPatch,
  inherited: ChatSettings,
): ChatSettingsPatch {
  const { sampling: nextSampling, reasoning: nextReasoning, ...nextWhole } = change;
  const { sampling, reasoning, ...whole } = own;
  const kept = {
    ...different({ ...whole, ...present(nextWhole) }, inherited),
    sampling: different({ ...sampling, ...present(nextSampling ?? {}) }, inherited.sampling),
    reasoning: different({ ...reasoning, ...present(nextReasoning ?? {}) }, inherited.reasoning),
  };
  return Object.fromEntries(
    Object.entries(kept).filter(([key, value]) => !isGroup(key) || Object.keys(value as object).length > 0),
  ) as ChatSettingsPatch;
}

/** A preset takes the place of the groups it has; the others stay. */
export function withPreset(
  own: ChatSettingsPatch,
  preset: ChatSettingsPatch,
  inherited: ChatSettings,
): ChatSettingsPatch {
  const groups = new Set(Object.keys(preset));
  const rest = Object.fromEntries(Object.entries(own).filter(([key]) => !groups.has(key))) as ChatSettingsPatch;
  return withChange(rest, preset, inherited);
}

/** What is kept under a name: every group the chat has something of its own in, whole. */
export function presetOf(own: ChatSettingsPatch, inherited: ChatSettings): ChatSettingsPatch {
  const effective = effectiveOf(inherited, own);
  return Object.fromEntries(
    Object.keys(own).map((key) => [key, effective[key as keyof ChatSettings]]),
  ) as ChatSettingsPatch;
}

export function isSameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

export function isSameOwn(one: OwnChatSettings, other: OwnChatSettings): boolean {
  return isSameValue(one, other);
}

function isGroup(key: string): boolean {
  return key === 'sampling' || key === 'reasoning';
}

function present(values: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function different(values: object, from: object): Readonly<Record<string, unknown>> {
  const base = from as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => !isSameValue(value, base[key])));
}

/** Objects are the same whatever the order of their keys. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(
    entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, part]) => [key, sorted(part)]),
  );
}
