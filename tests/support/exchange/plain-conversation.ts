import type { ExchangeConversation, ExchangeMessage } from '../../../main/contract/exchange-file.ts';
import type { MessageId } from '../../../main/contract/ids.ts';
import { openExchange } from './open-exchange.ts';
import { randomConversation } from './random-conversation.ts';

const [plain] = randomConversation(1, 1).messages;

/** A message of the side that its id begins with: `q` or `a`. */
export function message(
  id: string,
  parentId: string | null,
  text: string,
  more: Partial<ExchangeMessage> = {},
): ExchangeMessage {
  if (plain === undefined) throw new Error('no message');
  const role = id.startsWith('a') ? 'assistant' : 'user';
  return {
    ...plain,
    attachments: [],
    summary: null,
    record: null,
    rating: null,
    stopReason: role === 'assistant' ? 'end' : null,
    modelName: role === 'assistant' ? 'Tiny *2*' : null,
    role,
    ...more,
    id: id as MessageId,
    parentId: parentId as MessageId | null,
    text,
  };
}

export function conversation(
  messages: readonly ExchangeMessage[],
  more: Partial<ExchangeConversation> = {},
): ExchangeConversation {
  const base = randomConversation(1, 1);
  const activeLeafId = messages.at(-1)?.id ?? null;
  return {
    ...base,
    title: 'Tea: "the" # leaf',
    tags: ['hot'],
    ownSettings: null,
    createdAtMs: 0,
    updatedAtMs: 1,
    messages,
    activeLeafId,
    ...more,
  };
}

/** Services on a database that holds these. */
export function opened(...conversations: readonly ExchangeConversation[]) {
  const here = openExchange();
  for (const one of conversations) here.repository.insert(one, { kind: 'none' });
  return here;
}
