import type { Conversation } from '../../../main/contract/chat.ts';
import type { ContestantSetup } from '../../../main/contract/contestants.ts';
import type {
  AnswerId,
  ColumnId,
  ComparisonId,
  ContestantId,
  ConversationId,
  MessageId,
  ModelId,
  RoundId,
} from '../../../main/contract/ids.ts';
import type {
  CompareRepository,
  ComparisonRecord,
  ContestantRecord,
  NewColumn,
  NewRound,
} from '../../../main/core/ports/compare-repository.ts';
import type { NewMessage } from '../../../main/core/ports/message-tree.ts';
import { exampleConversation } from '../example-conversation.ts';

export function setupOf(model: string, more: Partial<ContestantSetup> = {}): ContestantSetup {
  return { modelId: model as ModelId, load: {}, settings: {}, systemPrompt: '', variables: {}, ...more };
}

export function contestantOf(id: string, more: Partial<ContestantRecord> = {}): ContestantRecord {
  return {
    id: id as ContestantId,
    key: `key-${id}`,
    ownName: null,
    setup: setupOf(`model-${id}`),
    modelName: `Model ${id}`,
    quantization: 'Q4_K_M',
    differences: [],
    createdAtMs: 1,
    ...more,
  };
}

export function comparisonOf(id: string, more: Partial<ComparisonRecord> = {}): Omit<ComparisonRecord, 'columns'> {
  return {
    id: id as ComparisonId,
    title: `Comparison ${id}`,
    titleSource: 'auto',
    mode: 'open',
    timing: 'quick',
    revealsAfterVote: true,
    source: null,
    createdAtMs: 1,
    updatedAtMs: 1,
    ...more,
  };
}

/** Its conversation is `ID-talk`. */
export function columnOf(id: string, contestant: string, more: Partial<NewColumn> = {}): NewColumn {
  return {
    id: id as ColumnId,
    contestantId: contestant as ContestantId,
    conversationId: `${id}-talk` as ConversationId,
    copiedFrom: null,
    own: { settings: {}, systemPrompt: '', variables: {} },
    modelId: `model-${contestant}` as ModelId,
    title: 'Untitled',
    createdAtMs: 1,
    ...more,
  };
}

/** Its answers are `ID-COLUMN`, in this order. */
export function roundOf(
  id: string,
  comparison: string,
  columns: readonly string[],
  more: Partial<NewRound> = {},
): NewRound {
  return {
    id: id as RoundId,
    comparisonId: comparison as ComparisonId,
    text: `Prompt ${id}`,
    tags: [],
    seed: 7,
    isBlind: false,
    createdAtMs: 2,
    attachmentIds: [],
    sentDraft: null,
    answers: columns.map((column, place) => ({
      id: `${id}-${column}` as AnswerId,
      columnId: column as ColumnId,
      place,
    })),
    ...more,
  };
}

export function chatOf(id: string, title = 'Untitled'): Conversation {
  return exampleConversation(id, { title });
}

/** An exchange below a message; the reply is `ID-reply`. */
export function exchangeOf(
  conversation: string,
  id: string,
  {
    parent = null,
    asked = `Asked ${id}`,
    answered = `Answered ${id}`,
  }: { parent?: string | null; asked?: string; answered?: string } = {},
): NewMessage[] {
  const conversationId = conversation as ConversationId;
  const shared = { conversationId, status: 'complete', createdAtMs: 2 } as const;
  return [
    { ...shared, id: id as MessageId, parentId: parent as MessageId | null, role: 'user', text: asked },
    { ...shared, id: `${id}-reply` as MessageId, parentId: id as MessageId, role: 'assistant', text: answered },
  ];
}

/** A comparison `duel` of contestants `anna` and `bert` in columns `left` and `right`. */
export function keepDuel(repository: CompareRepository, more: Partial<ComparisonRecord> = {}): ComparisonId {
  for (const id of ['anna', 'bert']) repository.keepContestant(contestantOf(id));
  repository.create(comparisonOf('duel', more), [columnOf('left', 'anna'), columnOf('right', 'bert')]);
  return 'duel' as ComparisonId;
}
