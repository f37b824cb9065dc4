import type { Message } from '../../contract/chat.ts';
import type { PromptText, ReplyPrompt } from '../../contract/prompt.ts';

/** The prompt without the beginning of the reply that stands in it. */
export function promptBefore({ text, literals, replyStart }: ReplyPrompt): PromptText {
  const end = replyStart ?? text.length;
  return { text: text.slice(0, end), literals: literals.filter((at) => at < end) };
}

/** A reply as its model would have spelled it, marks around its thoughts included: for when its tokens are not known. */
export function spelledReply({ reasoning, text }: Pick<Message, 'reasoning' | 'text'>, prompt: ReplyPrompt): string {
  const marks = prompt.template.reasoning;
  if (marks === null || reasoning === '') return marks?.opening.includes('<|channel|>') ? openAnswer + text : text;
  if (marks.opening.includes('<|channel|>')) {
    return marks.opening + reasoning + (text === '' ? '' : `${marks.closing}<|start|>assistant${openAnswer}${text}`);
  }
  const isOpen = promptBefore(prompt).text.trimEnd().endsWith(marks.opening);
  const thoughts = isOpen ? reasoning : `${marks.opening}\n${reasoning}`;
  return text === '' ? thoughts : `${thoughts}\n${marks.closing}\n\n${text}`;
}

/** The header of an answer on channels, as gpt-oss writes it. */
const openAnswer = '<|channel|>final<|message|>';
