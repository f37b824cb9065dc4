import { attachmentSchema } from '../contract/attachments.ts';
import { comparisonSchema } from '../contract/compare.ts';
import { contestantSchema } from '../contract/contestants.ts';
import type {
  AnswerId,
  ColumnId,
  ComparisonId,
  ContestantId,
  ConversationId,
  MessageId,
  RoundId,
} from '../contract/ids.ts';
import type {
  AnswerRecord,
  ColumnRecord,
  ComparisonRecord,
  ContestantRecord,
  RoundRecord,
} from '../core/ports/compare-repository.ts';

export type ContestantRow = {
  id: string;
  key: string;
  own_name: string | null;
  setup: string;
  model_name: string;
  quantization: string;
  differences: string;
  created_at_ms: number;
};
export type ColumnRow = {
  id: string;
  comparison_id: string;
  contestant_id: string;
  conversation_id: string;
  removed_at_ms: number | null;
};
export type ComparisonRow = {
  id: string;
  title: string;
  title_source: string;
  mode: string;
  timing: string;
  reveals_after_vote: number;
  source_title: string | null;
  source_messages: number;
  created_at_ms: number;
  updated_at_ms: number;
};
export type RoundRow = {
  id: string;
  comparison_id: string;
  text: string;
  attachments: string;
  tags: string;
  seed: number;
  is_blind: number;
  revealed_at_ms: number | null;
  created_at_ms: number;
};
export type AnswerRow = { id: string; round_id: string; column_id: string; place: number; message_id: string | null };

const recordSchema = contestantSchema.pick({
  id: true,
  setup: true,
  modelName: true,
  quantization: true,
  differences: true,
  createdAtMs: true,
});
const plainSchema = comparisonSchema.pick({
  id: true,
  title: true,
  mode: true,
  timing: true,
  revealsAfterVote: true,
  source: true,
  createdAtMs: true,
  updatedAtMs: true,
});
const attachmentsSchema = attachmentSchema.array();

export function toContestant(row: ContestantRow): ContestantRecord {
  const record = recordSchema.parse({
    id: row.id,
    setup: JSON.parse(row.setup) as unknown,
    modelName: row.model_name,
    quantization: row.quantization,
    differences: JSON.parse(row.differences) as unknown,
    createdAtMs: row.created_at_ms,
  });
  return { ...record, key: row.key, ownName: row.own_name };
}

export function toColumn(row: ColumnRow): ColumnRecord {
  return {
    id: row.id as ColumnId,
    comparisonId: row.comparison_id as ComparisonId,
    contestantId: row.contestant_id as ContestantId,
    conversationId: row.conversation_id as ConversationId,
    isRemoved: row.removed_at_ms !== null,
  };
}

export function toComparison(row: ComparisonRow, columns: readonly ColumnRecord[]): ComparisonRecord {
  const plain = plainSchema.parse({
    id: row.id,
    title: row.title,
    mode: row.mode,
    timing: row.timing,
    revealsAfterVote: row.reveals_after_vote === 1,
    source: row.source_title === null ? null : { title: row.source_title, messages: row.source_messages },
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
  });
  return { ...plain, titleSource: row.title_source === 'person' ? 'person' : 'auto', columns };
}

export function toRound(row: RoundRow, answers: readonly AnswerRecord[]): RoundRecord {
  return {
    id: row.id as RoundId,
    comparisonId: row.comparison_id as ComparisonId,
    text: row.text,
    attachments: attachmentsSchema.parse(JSON.parse(row.attachments)),
    tags: JSON.parse(row.tags) as string[],
    seed: row.seed,
    isBlind: row.is_blind === 1,
    isRevealed: row.revealed_at_ms !== null,
    createdAtMs: row.created_at_ms,
    answers,
  };
}

export function toAnswer(row: AnswerRow): AnswerRecord {
  return {
    id: row.id as AnswerId,
    roundId: row.round_id as RoundId,
    columnId: row.column_id as ColumnId,
    place: row.place,
    messageId: row.message_id as MessageId | null,
  };
}
