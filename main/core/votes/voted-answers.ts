import type { Message } from '../../contract/chat.ts';
import type { Vote } from '../../contract/votes.ts';
import { messageText } from '../context/message-text.ts';
import type { PathMessage } from '../context/path-message.ts';
import type { AnswerRecord } from '../ports/compare-repository.ts';
import type { MessageTree } from '../ports/message-tree.ts';

type Turn = Vote['entries'][number]['turns'][number];

/** An answer that can be voted on, with what it answered. */
export type VotedAnswer = {
  readonly answer: AnswerRecord;
  readonly text: string;
  readonly turns: readonly Turn[];
};

/**
 * Answers of a round as they stand now, by place: those that failed, or were broken off before a word, are left out.
 * `turns` is what the model was asked: its system prompt as it was sent, then the path with its files as a model reads them.
 */
export function votedAnswers(
  answers: readonly AnswerRecord[],
  tree: Pick<MessageTree, 'findMessages' | 'pathTo' | 'findRecord'>,
): readonly VotedAnswer[] {
  const ids = answers.flatMap(({ messageId }) => messageId ?? []);
  const messages = new Map(tree.findMessages(ids).map((message) => [message.id, message]));
  return answers.flatMap((answer) => {
    const message = answer.messageId === null ? undefined : messages.get(answer.messageId);
    if (message === undefined || !isVotable(message)) return [];
    const systemPrompt = tree.findRecord(message.id)?.systemPrompt ?? '';
    const path = message.parentId === null ? [] : tree.pathTo(message.parentId);
    return [{ answer, text: message.text, turns: turnsOf(systemPrompt, path) }];
  });
}

function isVotable({ status, text }: Message): boolean {
  if (status === 'complete') return true;
  return (status === 'stopped' || status === 'interrupted') && text.trim() !== '';
}

/** Neighbours of one role are one turn, as a model was shown them. */
function turnsOf(systemPrompt: string, path: readonly PathMessage[]): readonly Turn[] {
  const turns: Turn[] = systemPrompt.trim() === '' ? [] : [{ role: 'system', content: systemPrompt }];
  for (const message of path) {
    const content = message.role === 'user' ? messageText(message) : message.text;
    if (content.trim() === '') continue;
    const last = turns.at(-1);
    if (last?.role === message.role) turns[turns.length - 1] = { ...last, content: `${last.content}\n\n${content}` };
    else turns.push({ role: message.role, content });
  }
  return turns;
}
