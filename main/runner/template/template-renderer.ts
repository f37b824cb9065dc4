import type { PromptText } from '../../contract/prompt.ts';
import { inspectTemplate, type RenderMessages, type TemplateTraits } from './inspect-template.ts';
import { createLiteralMarks } from './literals.ts';
import type { ReasoningStyle } from './reasoning-style.ts';
import { joinNeighbours, shapeMessages, type Turns } from './shape-messages.ts';
import { compileTemplate, TemplateProblem } from './template-engine.ts';
import type { TemplateValues } from './template-values.ts';

export type TemplateOptions = {
  readonly source: string;
  readonly style: ReasoningStyle | null;
  /** Spellings of special tokens, in `g` mode. */
  readonly specials: RegExp | null;
  readonly beginText: string;
  readonly endText: string;
  readonly now: () => Date;
};

export type TemplateRenderer = {
  readonly traits: TemplateTraits;
  /** The prompt up to where the reply begins. @throws TemplateProblem when the template refuses the conversation. */
  render(turns: Turns, values?: TemplateValues): PromptText;
};

/**
 * Makes prompts with a chat template, giving it what llama.cpp and the libraries templates are written for give.
 * @throws TemplateProblem when the template is of no use.
 */
export function createTemplateRenderer(options: TemplateOptions): TemplateRenderer {
  const { source, style, specials } = options;
  const engine = compileTemplate(source, options.now);
  const values = {
    bos_token: options.beginText,
    eos_token: options.endText,
    add_generation_prompt: true,
    tools: null,
    documents: null,
    enable_thinking: true,
  };
  const renderMessages: RenderMessages = (messages, more = {}) => engine.render({ ...values, ...more, messages });
  const traits = inspectTemplate(source, style, renderMessages);

  const say = (turns: Turns, more: TemplateValues): PromptText => {
    const said = turns.flatMap(({ text, reasoning = '' }) => [text, reasoning]);
    const given = Object.values(more).filter((value) => typeof value === 'string');
    const marks = createLiteralMarks(specials, [...said, ...given, source]);
    const values = Object.fromEntries(
      Object.entries(more).map(([name, value]) => [name, typeof value === 'string' ? marks.mark(value) : value]),
    );
    return marks.read(renderMessages(shapeMessages(turns, traits.shape, style, marks.mark), values));
  };
  const render = (turns: Turns, more: TemplateValues = {}): PromptText => {
    try {
      return say(turns, more);
    } catch (error) {
      const joined = joinNeighbours(turns);
      const isWorthAnother = error instanceof TemplateProblem && !error.isLimit && joined.length < turns.length;
      if (!isWorthAnother) throw error;
      return say(joined, more);
    }
  };
  return { traits, render };
}
