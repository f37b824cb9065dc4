import type { Message } from '../../contract/chat.ts';
import type { ReplyPrefix } from '../ports/runner-pool.ts';

/** The words a reply has already; its thoughts are over once the answer has begun. Null where there is nothing yet. */
export function prefixOf({ text, reasoning }: Pick<Message, 'text' | 'reasoning'>): ReplyPrefix | null {
  if (text === '' && reasoning === '') return null;
  return { text, reasoning, isThoughtClosed: text !== '' };
}

/** Words a person begins the reply with. */
export function givenPrefix(text: string): ReplyPrefix | null {
  return prefixOf({ text, reasoning: '' });
}
