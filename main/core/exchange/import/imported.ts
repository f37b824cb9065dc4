import { randomUUID } from 'node:crypto';
import { maxTitleLength } from '../../../contract/chat.ts';
import type { ReplyRecord } from '../../../contract/context.ts';
import type { ImportSource, LeftOut } from '../../../contract/exchange.ts';
import type { ExchangeConversation, ExchangeMessage, ExchangeProject } from '../../../contract/exchange-file.ts';
import {
  conversationIdSchema,
  messageIdSchema,
  summaryIdSchema,
  type MessageId,
  type SummaryId,
} from '../../../contract/ids.ts';
import { titleFrom } from '../../chat/title.ts';

/** A conversation from elsewhere in our words, not yet written. */
export type Imported = {
  readonly source: ImportSource;
  /** `source:id`, by which it is known when it comes again: the first is kept, the others are other names of it. */
  readonly origins: readonly [string, ...string[]];
  readonly conversation: ExchangeConversation;
  readonly project: ExchangeProject | null;
  readonly leftOut: readonly LeftOut[];
};

/** A message of another app; `key` is its name there. */
export type ForeignMessage = Pick<ExchangeMessage, 'role' | 'text'> &
  Partial<Omit<ExchangeMessage, 'id' | 'parentId' | 'role' | 'text' | 'createdAtMs'>> & {
    readonly key: string;
    readonly parentKey: string | null;
    readonly createdAtMs: number | null;
  };

export type ForeignConversation = {
  readonly origin: string;
  readonly title: string;
  readonly createdAtMs: number | null;
  readonly updatedAtMs: number | null;
  readonly isPinned: boolean;
  readonly isArchived: boolean;
  readonly tags: readonly string[];
  readonly systemPrompt: string;
  /** Parents before their children. */
  readonly messages: readonly ForeignMessage[];
  readonly activeKey: string | null;
};

/** Gives it the form of a conversation that was written here; `nowMs` stands in where the other app tells no time. */
export function toExchange(foreign: ForeignConversation, nowMs: number): ExchangeConversation {
  const ids = new Map<string, MessageId>(foreign.messages.map(({ key }) => [key, messageIdSchema.parse(randomUUID())]));
  const firstMs =
    foreign.createdAtMs ?? foreign.messages.find(({ createdAtMs }) => createdAtMs !== null)?.createdAtMs ?? nowMs;
  const messages = foreign.messages.map((message) => toMessage(message, ids, firstMs));
  const lastMs = messages.reduce((latest, { createdAtMs }) => Math.max(latest, createdAtMs), firstMs);
  const title = foreign.title.replace(/\s+/g, ' ').trim().slice(0, maxTitleLength).toWellFormed();
  const words = foreign.messages.find(({ text }) => text.trim() !== '')?.text ?? '';
  return {
    id: conversationIdSchema.parse(randomUUID()),
    importedFrom: foreign.origin,
    title: title === '' ? titleFrom(words) : title,
    // The other app's title is the one a person will look for.
    titleSource: title === '' ? 'auto' : 'person',
    modelId: null,
    isPinned: foreign.isPinned,
    isArchived: foreign.isArchived,
    projectId: null,
    tags: foreign.tags,
    createdAtMs: firstMs,
    updatedAtMs: Math.max(foreign.updatedAtMs ?? lastMs, firstMs),
    ownSettings:
      foreign.systemPrompt.trim() === '' ? null : { settings: {}, systemPrompt: foreign.systemPrompt, variables: {} },
    activeLeafId: lowestBelow(foreign.activeKey === null ? null : (ids.get(foreign.activeKey) ?? null), messages),
    messages,
  };
}

function toMessage(
  { key, parentKey, createdAtMs, ...message }: ForeignMessage,
  ids: ReadonlyMap<string, MessageId>,
  firstMs: number,
): ExchangeMessage {
  const isReply = message.role === 'assistant';
  return {
    reasoning: '',
    status: 'complete',
    stopReason: isReply ? 'end' : null,
    error: null,
    modelId: null,
    modelName: null,
    stats: null,
    givenLength: 0,
    rating: null,
    leftOutMessages: 0,
    structure: null,
    record: null,
    attachments: [],
    summary: null,
    ...message,
    id: ids.get(key) ?? messageIdSchema.parse(randomUUID()),
    parentId: parentKey === null ? null : (ids.get(parentKey) ?? null),
    createdAtMs: createdAtMs ?? firstMs,
  };
}

/** The newest end below a message; of everything when there is none. */
function lowestBelow(from: MessageId | null, messages: readonly ExchangeMessage[]): MessageId | null {
  const newestChild = new Map<MessageId, MessageId>();
  for (const { id, parentId } of messages) if (parentId !== null) newestChild.set(parentId, id);
  let leaf = from ?? messages.at(-1)?.id ?? null;
  for (let below = leaf; below !== null; below = newestChild.get(below) ?? null) leaf = below;
  return leaf;
}

/** The same tree under ids of its own, so that it collides with nothing, the conversation it was written from included. */
export function withFreshIds(conversation: ExchangeConversation, origin: string): ExchangeConversation {
  const ids = new Map(conversation.messages.map(({ id }) => [id, messageIdSchema.parse(randomUUID())]));
  const summaries = new Map(
    conversation.messages.flatMap(({ summary }) =>
      summary === null ? [] : [[summary.id, summaryIdSchema.parse(randomUUID())] as const],
    ),
  );
  const summaryOf = (id: SummaryId): SummaryId => summaries.get(id) ?? id;
  const idOf = (id: MessageId): MessageId => ids.get(id) ?? id;
  return {
    ...conversation,
    id: conversationIdSchema.parse(randomUUID()),
    importedFrom: origin,
    activeLeafId: conversation.activeLeafId === null ? null : idOf(conversation.activeLeafId),
    messages: conversation.messages.map(({ summary, record, ...message }) => ({
      ...message,
      id: idOf(message.id),
      parentId: message.parentId === null ? null : idOf(message.parentId),
      summary: summary === null ? null : { ...summary, id: summaryOf(summary.id) },
      record: record === null ? null : withSummary(record, summaryOf),
    })),
  };
}

/** Its context names the summary that stood in for the beginning. */
function withSummary(record: ReplyRecord, summaryOf: (id: SummaryId) => SummaryId): ReplyRecord {
  const { context } = record;
  if (context === null || context.summaryId === null) return record;
  return { ...record, context: { ...context, summaryId: summaryOf(context.summaryId) } };
}
