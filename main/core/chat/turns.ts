import type { Message } from '../../contract/chat.ts';
import type { ChatTurn } from '../ports/runner-pool.ts';

/**
 * What a model is shown of a conversation: the path's texts in order. Replies without text (failed before the first
 * word) are left out, and neighbours of the same role are joined, because many templates insist on alternating roles.
 */
export function turnsFrom(path: readonly Pick<Message, 'role' | 'text'>[]): ChatTurn[] {
  const turns: ChatTurn[] = [];
  for (const { role, text } of path) {
    if (text.trim() === '') continue;
    const last = turns.at(-1);
    if (last?.role === role) turns[turns.length - 1] = { role, text: `${last.text}\n\n${text}` };
    else turns.push({ role, text });
  }
  return turns;
}
