import type { ZodType } from 'zod';
import {
  chatSettingsPatchSchema,
  noOwnChatSettings,
  ownChatSettingsSchema,
  reasoningSettingsSchema,
  samplingSchema,
  type ChatSettingsPatch,
  type OwnChatSettings,
} from '../contract/chat-settings.ts';
import type { Readable } from '../core/ports/chat-settings-repository.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Own settings as another version may have written them: a field that cannot be read is left out and named. */
export function readableOwn(json: string | null): Readable<OwnChatSettings> {
  const stored = parsed(json);
  const { systemPrompt, variables } = ownChatSettingsSchema.shape;
  const rest = keepReadable(stored, { systemPrompt, variables });
  const settings = readablePatch(fieldsOf(stored['settings']));
  return {
    value: { ...noOwnChatSettings, ...rest.value, settings: settings.value },
    unread: [...rest.unread, ...settings.unread],
  };
}

export function readableSettings(json: string | null): Readable<ChatSettingsPatch> {
  return readablePatch(parsed(json));
}

function readablePatch(stored: Fields): Readable<ChatSettingsPatch> {
  const { structure, overflow, templateVariables } = chatSettingsPatchSchema.shape;
  const whole = keepReadable(stored, { structure, overflow, templateVariables });
  const sampling = keepReadable(fieldsOf(stored['sampling']), samplingSchema.shape);
  const reasoning = keepReadable(fieldsOf(stored['reasoning']), reasoningSettingsSchema.shape);
  const value = chatSettingsPatchSchema.parse({
    ...whole.value,
    ...(isEmpty(sampling.value) ? {} : { sampling: sampling.value }),
    ...(isEmpty(reasoning.value) ? {} : { reasoning: reasoning.value }),
  });
  return { value, unread: [...whole.unread, ...sampling.unread, ...reasoning.unread] };
}

function keepReadable(stored: Fields, shape: Readonly<Record<string, ZodType>>): Readable<Record<string, unknown>> {
  const value: Record<string, unknown> = {};
  const unread: string[] = [];
  for (const [key, schema] of Object.entries(shape)) {
    if (stored[key] === undefined) continue;
    const field = schema.safeParse(stored[key]);
    if (field.success) value[key] = field.data;
    else unread.push(key);
  }
  return { value, unread };
}

function parsed(json: string | null): Fields {
  return json === null ? {} : fieldsOf(JSON.parse(json));
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}
