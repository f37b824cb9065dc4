import type { LlamaModel, Token } from 'node-llama-cpp';
import { AppError } from '../../contract/errors.ts';
import type { PromptText, TemplateTruth } from '../../contract/prompt.ts';
import { shortDetail } from '../protocol.ts';
import { knownTokens } from '../known-tokens.ts';
import { isFaithful } from './compare-wrapper.ts';
import { findReasoningStyle, type ReasoningStyle } from './reasoning-style.ts';
import { findReplyEnds, type ReplyEnds } from './reply-ends.ts';
import type { ReplyBeginning } from './reply-reader.ts';
import type { Turns } from './shape-messages.ts';
import { TemplateProblem } from './template-engine.ts';
import { switched, templateValues, type PromptShape, type TemplateValues } from './template-values.ts';
import { createTemplateRenderer, type TemplateRenderer } from './template-renderer.ts';
import { TimeLimitError } from './time-limit.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';
import { beginningOf, withoutThought, withPrefix, type Prefix } from './with-prefix.ts';
import { withBegin } from './with-begin.ts';
import { createWrapperRenderer, type WrapperRenderer } from './wrapper-renderer.ts';

export type RenderedPrompt = PromptText & {
  readonly tokens: Token[];
  readonly beginning: ReplyBeginning;
  /** Where in the text the beginning of the reply starts; null when there is none. */
  readonly replyStart: number | null;
  /** The tokens of that beginning; null when one of them reaches into the prompt before it. */
  readonly given: readonly Token[] | null;
};

/** What besides the turns decides about a prompt. */
export type PromptWishes = { readonly shape?: PromptShape | null; readonly prefix?: Prefix | null };

/** How conversations with a loaded model become tokens, and what ends and divides its replies. */
export type PromptTemplate = {
  readonly truth: TemplateTruth;
  readonly vocabulary: Vocabulary;
  readonly style: ReasoningStyle | null;
  readonly ends: ReplyEnds;
  /** @throws AppError `template-failed` when the template refuses the conversation. */
  render(turns: Turns, wishes?: PromptWishes): RenderedPrompt;
  /** Completes the truth about the binding's own wrapper. Slow, and needed by nobody in a hurry. */
  compareWithWrapper(): void;
};

type Source = { readonly text: string | null; readonly kind: TemplateTruth['source'] };

/**
 * Reads the template of the file, or takes the person's own in its place, once for each load.
 * @param override refused when it is of no use: nobody's own template is passed over silently.
 * @throws AppError `template-failed`.
 */
export function createPromptTemplate(
  model: LlamaModel,
  override: string | null,
  now: () => Date = () => new Date(),
): PromptTemplate {
  const vocabulary = createVocabulary(model);
  const text = override ?? ownTemplate(model);
  const source: Source = { text, kind: override === null ? (text === null ? 'none' : 'file') : 'override' };
  const style = findReasoningStyle(text, vocabulary.isToken);
  const parts: Parts = { model, vocabulary, style, source };
  const used = text === null ? null : tryTemplate(text, { style, vocabulary, now });
  if (used === null || used instanceof TemplateProblem) return fromWrapper(parts, used);
  return fromTemplate(parts, used);
}

type Parts = Pick<PromptTemplate, 'vocabulary' | 'style'> & { readonly model: LlamaModel; readonly source: Source };
type Render = (turns: Turns, values?: TemplateValues) => PromptText;

function fromTemplate(parts: Parts, renderer: TemplateRenderer): PromptTemplate {
  const { vocabulary, style, source } = parts;
  const { shape, takesTools, takesThinkingSwitch, takesEffort, afterReply } = renderer.traits;
  let isCompared = false;
  let truth: TemplateTruth = {
    source: source.kind,
    renderer: 'template',
    wrapper: null,
    isWrapperFaithful: null,
    problem: null,
    reasoning: marksOf(style),
    takesSystemRole: shape.takesSystemRole,
    takesTools,
    takesThinkingSwitch,
    takesEffort,
  };
  return {
    get truth() {
      return truth;
    },
    vocabulary,
    style,
    ends: findReplyEnds({ afterReply, wrapperStops: [], style, vocabulary }),
    render: (turns, wishes = {}) => rendered(parts, renderer.render, turns, wishes),
    compareWithWrapper() {
      // Once, whatever comes of it: a binding that does not come to an end would keep the runner busy after each reply.
      if (isCompared) return;
      isCompared = true;
      const wrapper = tryWrapper(parts);
      if (wrapper)
        truth = { ...truth, wrapper: wrapper.name, isWrapperFaithful: isFaithful(renderer, wrapper, vocabulary) };
    },
  };
}

/** A person's own template is refused; a file's problem is named, and the binding's wrapper serves. */
function fromWrapper(parts: Parts, problem: TemplateProblem | null): PromptTemplate {
  const { model, vocabulary, style, source } = parts;
  if (problem !== null && source.kind === 'override') throw toAppError(problem);
  const shown = problem?.isLimit === true ? null : source.text;
  const wrapper =
    tryWrapper({ ...parts, source: { ...source, text: shown } }) ?? createWrapperRenderer(model, vocabulary, null);
  return {
    truth: {
      source: source.kind,
      renderer: 'wrapper',
      wrapper: wrapper.name,
      isWrapperFaithful: null,
      problem: problem === null ? null : shortDetail(problem.message),
      reasoning: marksOf(style),
      takesSystemRole: true,
      takesTools: false,
      takesThinkingSwitch: false,
      takesEffort: false,
    },
    vocabulary,
    style,
    ends: findReplyEnds({ afterReply: null, wrapperStops: wrapper.stops, style, vocabulary }),
    render: (turns, wishes = {}) => rendered(parts, (said) => wrapper.render(said), turns, wishes),
    compareWithWrapper: () => undefined,
  };
}

function rendered(parts: Parts, render: Render, turns: Turns, wishes: PromptWishes): RenderedPrompt {
  const { model, vocabulary, style } = parts;
  const { shape = null } = wishes;
  const prefix = wishes.prefix ?? (shape?.reasoning.budgetTokens === 0 ? withoutThought : null);
  const values = shape === null ? {} : guarded(() => templateValues(shape));
  const say = (more: TemplateValues): PromptText =>
    withBegin(
      guarded(() => render(turns, more)),
      vocabulary,
    );
  const base = say(values);
  if (prefix === null) {
    const tokens = vocabulary.tokenize(base);
    return { ...base, tokens, beginning: beginningOf(base, style), replyStart: null, given: [] };
  }
  const exact = knownTokens(model, prefix.tokens);
  // Known tokens were said behind this very prompt.
  const withoutThoughts = (): PromptText => (exact ? base : say({ ...values, ...switched(false) }));
  const begun = withPrefix(base, prefix, { style, specials: vocabulary.specials, withoutThoughts });
  const { prompt, beginning, replyStart } = begun;
  const before = vocabulary.tokenize(upTo(prompt, replyStart));
  if (exact) return { ...prompt, tokens: [...before, ...exact], beginning, replyStart, given: exact };
  const tokens = vocabulary.tokenize(prompt);
  const isCut = before.every((token, index) => token === tokens[index]);
  return { ...prompt, tokens, beginning, replyStart, given: isCut ? tokens.slice(before.length) : null };
}

function upTo({ text, literals }: PromptText, end: number): PromptText {
  return { text: text.slice(0, end), literals: literals.filter((at) => at < end) };
}

function marksOf(style: ReasoningStyle | null): TemplateTruth['reasoning'] {
  return style === null ? null : { opening: style.opening.trim(), closing: style.closing };
}

/** Null when the binding did not come to an end with the template. */
function tryWrapper({ model, vocabulary, source }: Parts): WrapperRenderer | null {
  try {
    return createWrapperRenderer(model, vocabulary, source.text);
  } catch (error) {
    if (error instanceof TimeLimitError) return null;
    throw error;
  }
}

function ownTemplate(model: LlamaModel): string | null {
  const template: unknown = model.fileInfo.metadata.tokenizer.chat_template;
  return typeof template === 'string' && template.trim() !== '' ? template : null;
}

function tryTemplate(
  source: string,
  { style, vocabulary, now }: Pick<PromptTemplate, 'style' | 'vocabulary'> & { readonly now: () => Date },
): TemplateRenderer | TemplateProblem {
  const { specials, beginText, endText } = vocabulary;
  try {
    return createTemplateRenderer({ source, style, specials, beginText, endText, now });
  } catch (error) {
    if (error instanceof TemplateProblem) return error;
    throw error;
  }
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof TemplateProblem ? toAppError(error) : error;
  }
}

function toAppError(problem: TemplateProblem): AppError {
  return new AppError('template-failed', { detail: shortDetail(problem.message) }, { cause: problem });
}
