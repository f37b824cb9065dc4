import type { PromptText } from '../../contract/prompt.ts';
import type { GenerateCommand } from '../protocol.ts';
import { appendMarks, appendWords } from './literals.ts';
import { closeThought, openAnswer, openThought, type ReasoningStyle } from './reasoning-style.ts';
import type { ReplyBeginning } from './reply-reader.ts';

export type Prefix = NonNullable<GenerateCommand['prefix']>;
export type BegunPrompt = {
  readonly prompt: PromptText;
  readonly beginning: ReplyBeginning;
  /** Where the prompt ends and the reply begins. */
  readonly replyStart: number;
};

/** No thoughts at all. */
export const withoutThought: Prefix = { text: '', reasoning: '', isThoughtClosed: true };

type Facts = {
  readonly style: ReasoningStyle | null;
  readonly specials: RegExp | null;
  /** The prompt as the template makes it when nobody is to think. */
  readonly withoutThoughts: () => PromptText;
};

/** Where a reply to this prompt begins. */
export function beginningOf({ text }: PromptText, style: ReasoningStyle | null): ReplyBeginning {
  const isInThought = style !== null && text.trimEnd().endsWith(style.opening.trimEnd());
  if (isInThought) return { place: 'thought', hasWords: false };
  return { place: style !== null && endsClosed(text, style) ? 'between' : 'start', hasWords: false };
}

/** Puts the beginning of a reply behind its prompt, with the marks that the template would put around its thoughts. */
export function withPrefix(base: PromptText, prefix: Prefix, facts: Facts): BegunPrompt {
  const { style } = facts;
  const start = base.text.length;
  if (style === null) return answering(base, prefix.text, facts, start);
  const { place } = beginningOf(base, style);
  const isEmpty = prefix.text === '' && prefix.reasoning === '';
  const unchanged = { prompt: base, beginning: beginningOf(base, style), replyStart: start };
  if (isEmpty && !prefix.isThoughtClosed) return unchanged;
  if (style.isChannels) return withChannels(base, prefix, style, facts);
  if (prefix.reasoning !== '') return withThoughts(base, prefix, style, facts);
  const plain = place === 'between' ? base : facts.withoutThoughts();
  if (endsClosed(plain.text, style)) return answering(plain, prefix.text, facts, plain.text.length);
  if (place === 'thought') return answering(appendMarks(base, closing(base, style)), prefix.text, facts, start);
  return isEmpty ? unchanged : answering(base, prefix.text, facts, start);
}

function withThoughts(base: PromptText, prefix: Prefix, style: ReasoningStyle, facts: Facts): BegunPrompt {
  const isOpen = beginningOf(base, style).place === 'thought';
  const asked = isOpen ? base : withoutEmptyThought(base, style);
  const start = asked.text.length;
  const opened = isOpen ? base : appendMarks(asked, openThought(style));
  const thought = appendWords(opened, prefix.reasoning, facts.specials);
  if (!prefix.isThoughtClosed) return thinking(thought, start);
  return answering(appendMarks(thought, closing(opened, style)), prefix.text, facts, start);
}

function withChannels(base: PromptText, prefix: Prefix, style: ReasoningStyle, facts: Facts): BegunPrompt {
  const start = base.text.length;
  if (base.text.endsWith('<|message|>')) return answering(base, prefix.text, facts, start);
  if (prefix.reasoning === '') return answering(appendMarks(base, openAnswer), prefix.text, facts, start);
  const thought = appendWords(appendMarks(base, openThought(style)), prefix.reasoning, facts.specials);
  if (!prefix.isThoughtClosed) return thinking(thought, start);
  return answering(appendMarks(thought, closeThought(style)), prefix.text, facts, start);
}

function thinking(prompt: PromptText, replyStart: number): BegunPrompt {
  return { prompt, beginning: { place: 'thought', hasWords: true }, replyStart };
}

function answering(base: PromptText, text: string, { style, specials }: Facts, replyStart: number): BegunPrompt {
  // A channel is named already; after tags, thoughts may still begin again.
  const place = text === '' && style?.isChannels !== true ? 'between' : 'answer';
  return { prompt: appendWords(base, text, specials), beginning: { place, hasWords: text !== '' }, replyStart };
}

/** Line ends as those that the prompt opened the thoughts with. */
function closing({ text }: PromptText, style: ReasoningStyle): string {
  return closeThought({ ...style, hasLineEnds: text.endsWith('\n') });
}

function endsClosed(text: string, { closing: mark }: Pick<ReasoningStyle, 'closing'>): boolean {
  return text.trimEnd().endsWith(mark);
}

/** Templates that are told not to think write thoughts without a word; the ones that are given take their place. */
function withoutEmptyThought(base: PromptText, style: ReasoningStyle): PromptText {
  const { opening, closing: mark } = style;
  const at = base.text.lastIndexOf(opening);
  if (at < 0 || !endsClosed(base.text, style)) return base;
  const between = base.text.slice(at + opening.length, base.text.lastIndexOf(mark));
  return between.trim() === '' ? { ...base, text: base.text.slice(0, at) } : base;
}
