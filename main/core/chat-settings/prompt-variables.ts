import type { BuiltInVariable, PromptPreview, PromptVariable } from '../../contract/chat-settings.ts';

/** `{{name}}`; with a backslash before it, it is words. Names are words of any language, digits, spaces, `_` and `-`. */
const variablePattern =
  /(?<escape>\\?)\{\{[ \t]*(?<name>[\p{L}_][\p{L}\p{M}\p{N}_ -]{0,62}[\p{L}\p{M}\p{N}_-]|[\p{L}_])[ \t]*\}\}/gu;

/** What is true at the moment a reply begins. */
export type Surroundings = {
  readonly nowMs: number;
  readonly modelName: string;
  /** A BCP 47 tag, such as `de-AT`. */
  readonly locale: string;
};

/** Puts values in the place of variables, once: a value that looks like a variable stays as it is. */
export function fillVariables(
  text: string,
  own: Readonly<Record<string, string>>,
  around: Surroundings,
): PromptPreview {
  const builtIn = builtInValues(around);
  const found = new Map<string, PromptVariable>();
  const filled = text.replaceAll(variablePattern, (whole, escape: string, name: string) => {
    if (escape !== '') return whole.slice(1);
    const isBuiltIn = Object.hasOwn(builtIn, name);
    const written = Object.hasOwn(own, name) ? own[name] : undefined;
    const value = isBuiltIn ? (builtIn[name] ?? null) : written === undefined || written === '' ? null : written;
    found.set(name, { name, isBuiltIn, value });
    return value ?? whole;
  });
  return { text: filled, variables: [...found.values()] };
}

type BuiltInValues = Readonly<Record<BuiltInVariable, string>>;

function builtInValues({ nowMs, modelName, locale }: Surroundings): Readonly<Record<string, string>> {
  const now = new Date(nowMs);
  const values: BuiltInValues = {
    date: new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(now),
    time: new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(now),
    weekday: new Intl.DateTimeFormat(locale, { weekday: 'long' }).format(now),
    model: modelName,
    // In its own words: a German reads and writes "Deutsch".
    language: new Intl.DisplayNames([locale], { type: 'language' }).of(new Intl.Locale(locale).language) ?? locale,
  };
  return values;
}
