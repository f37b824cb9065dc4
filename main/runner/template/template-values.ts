import type { GenerateCommand } from '../protocol.ts';
import { TemplateProblem } from './template-engine.ts';

export type PromptShape = Omit<GenerateCommand['shape'], 'structure'>;
export type TemplateValues = Readonly<Record<string, unknown>>;

/** What a template reads, by the names that the common families have for it. */
export const thinkingSwitches = ['enable_thinking', 'thinking'] as const;
export const effortName = 'reasoning_effort';

/** Names that mean something else to every template. */
const ownNames: ReadonlySet<string> = new Set([
  'messages',
  'tools',
  'documents',
  'add_generation_prompt',
  'bos_token',
  'eos_token',
  'range',
  'raise_exception',
  'strftime_now',
  'true',
  'True',
  'false',
  'False',
  'none',
  'None',
]);

/** A person's own variables come before what is said about reasoning. @throws TemplateProblem for a name that is taken. */
export function templateValues({ reasoning, templateVariables }: PromptShape): TemplateValues {
  const taken = Object.keys(templateVariables).find((name) => ownNames.has(name));
  if (taken !== undefined) throw new TemplateProblem(`“${taken}” is not free for a variable of one’s own`, false);
  return {
    ...(reasoning.isOn === null ? {} : switched(reasoning.isOn)),
    ...(reasoning.effort === null ? {} : { [effortName]: reasoning.effort }),
    ...templateVariables,
  };
}

export function switched(isOn: boolean): TemplateValues {
  return Object.fromEntries(thinkingSwitches.map((name) => [name, isOn]));
}
