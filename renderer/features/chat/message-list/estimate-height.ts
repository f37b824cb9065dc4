import type { Message } from '../../../../main/contract/chat.ts';

const lineHeight = 24;
const charactersPerLine = 72;
/** Of a message that is not told yet: an exchange of a few sentences. */
const unknownHeight = 220;
/** Above and below the words: name, footer, and the gap to the next message. */
const replyFrame = 78;
const questionFrame = 36;
/** A person's text is folded after so many lines. */
const foldedLines = 18;

/** About as high as a message will be, pixels. It decides how long the scroll bar is and nothing else. */
export function estimateHeight(message: Message | null): number {
  if (message === null) return unknownHeight;
  const lines = message.text.length / charactersPerLine + 0.7 * countLineEnds(message.text) + 1;
  if (message.role === 'user') return questionFrame + lineHeight * Math.min(lines, foldedLines);
  return replyFrame + lineHeight * lines;
}

function countLineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
