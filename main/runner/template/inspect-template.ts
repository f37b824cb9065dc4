import type { ReasoningStyle } from './reasoning-style.ts';
import { shapeMessages, type MessageShape, type TemplateMessage, type Turns } from './shape-messages.ts';
import { TemplateProblem } from './template-engine.ts';
import { effortName, switched, type TemplateValues } from './template-values.ts';

export type TemplateTraits = {
  readonly shape: MessageShape;
  readonly takesTools: boolean;
  /** Whether it makes another prompt when it is told to think or not to, or how much. */
  readonly takesThinkingSwitch: boolean;
  readonly takesEffort: boolean;
  /** What it writes between a reply and the next question. */
  readonly afterReply: string;
};

export type RenderMessages = (
  messages: readonly TemplateMessage[],
  values?: Readonly<Record<string, unknown>>,
) => string;

const system = 'Sample-system';
const question = 'Sample-question';
const reply = 'Sample-reply';
const nextQuestion = 'Sample-next';
const tool = {
  type: 'function',
  function: {
    name: 'sample_tool',
    description: 'A sample.',
    parameters: {
      type: 'object',
      properties: { text: { type: 'string', description: 'A text.' } },
      required: ['text'],
    },
  },
};

/**
 * Finds out by a few short conversations what a template takes.
 * @throws TemplateProblem when it cannot say even a question, a reply and another question.
 */
export function inspectTemplate(source: string, style: ReasoningStyle | null, render: RenderMessages): TemplateTraits {
  const reasoning = reasoningShape(source, style);
  const say = (turns: Turns, shape: MessageShape, values = {}): string =>
    render(
      shapeMessages(turns, shape, style, (text) => text),
      values,
    );

  const plain: MessageShape = { content: 'text', takesSystemRole: true, reasoning };
  const parts: MessageShape = { ...plain, content: 'parts' };
  const asked: Turns = [{ role: 'user', text: question }];
  const isHeard = (shape: MessageShape): boolean => attempt(() => say(asked, shape))?.includes(question) === true;
  const base = !isHeard(plain) && isHeard(parts) ? parts : plain;

  const answered: Turns = [...asked, { role: 'assistant', text: reply }, { role: 'user', text: nextQuestion }];
  const conversation = say(answered, base);
  const missing = [question, reply, nextQuestion].find((text) => !conversation.includes(text));
  if (missing !== undefined) throw new TemplateProblem('it leaves out what was said', false);

  const instructed: Turns = [{ role: 'system', text: system }, ...answered];
  const takesSystemRole = attempt(() => say(instructed, base))?.includes(system) === true;
  const takesTools =
    /\btools\b/.test(source) && attempt(() => say(asked, base, { tools: [tool] }))?.includes('sample_tool') === true;
  const isHeeded = (one: TemplateValues, other: TemplateValues): boolean =>
    attempt(() => say(asked, base, one)) !== attempt(() => say(asked, base, other));
  return {
    shape: { ...base, takesSystemRole },
    takesTools,
    takesThinkingSwitch: isHeeded(switched(true), switched(false)),
    takesEffort: isHeeded({ [effortName]: 'low' }, { [effortName]: 'high' }),
    afterReply: between(conversation, reply, nextQuestion),
  };
}

/** Whether earlier thoughts reach a template as a field, inside the text, or in no way that it knows. */
function reasoningShape(source: string, style: ReasoningStyle | null): MessageShape['reasoning'] {
  if (/\breasoning_content\b|\.reasoning\b|['"]reasoning['"]|\bmessage\.thinking\b|['"]thinking['"]/.test(source)) {
    return 'fields';
  }
  return style !== null && source.includes(style.closing) ? 'content' : 'none';
}

/** A refusal is an answer too; a template that does not come to an end is not tried any further. */
function attempt(work: () => string): string | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof TemplateProblem && !error.isLimit) return null;
    throw error;
  }
}

function between(text: string, from: string, to: string): string {
  const start = text.indexOf(from) + from.length;
  return text.slice(start, text.indexOf(to, start));
}
