import type { Database } from 'better-sqlite3';
import type { CompareRepository, ComparisonRecord, NewColumn } from '../core/ports/compare-repository.ts';
import type { Conversation } from '../contract/chat.ts';
import type { ColumnId, ComparisonId } from '../contract/ids.ts';
import { prepareConversationInsert } from './message-tree-statements.ts';
import { preparePathCopy } from './path-copy-statements.ts';

type ColumnMethods = Pick<CompareRepository, 'create' | 'addColumn' | 'removeColumn' | 'moveColumn'>;

/** Columns come, go and move; each has a conversation of its own. */
export function prepareColumns(database: Database): ColumnMethods {
  const insertComparison = database.prepare(`INSERT INTO comparisons (id, title, title_source, mode, timing,
      reveals_after_vote, source_title, source_messages, created_at_ms, updated_at_ms)
    VALUES (@id, @title, @titleSource, @mode, @timing, @revealsAfterVote, @sourceTitle, @sourceMessages, @createdAtMs,
      @updatedAtMs)`);
  const insertColumn = prepareColumnInsert(database);
  const live = database
    .prepare<[string], ColumnId>(
      'SELECT id FROM comparison_columns WHERE comparison_id = ? AND removed_at_ms IS NULL ORDER BY position, id',
    )
    .pluck();
  const setPosition = database.prepare<[number, string]>('UPDATE comparison_columns SET position = ? WHERE id = ?');
  const selectPlace = database.prepare<[string], { comparison_id: ComparisonId; position: number }>(
    'SELECT comparison_id, position FROM comparison_columns WHERE id = ?',
  );
  const remove = database.prepare<[number, string]>('UPDATE comparison_columns SET removed_at_ms = ? WHERE id = ?');
  const arrange = (ids: readonly ColumnId[]): void => {
    for (const [position, id] of ids.entries()) setPosition.run(position, id);
  };
  return {
    create: database.transaction((comparison: Omit<ComparisonRecord, 'columns'>, columns: readonly NewColumn[]) => {
      const { source, revealsAfterVote, ...rest } = comparison;
      insertComparison.run({
        ...rest,
        revealsAfterVote: Number(revealsAfterVote),
        sourceTitle: source?.title ?? null,
        sourceMessages: source?.messages ?? 0,
      });
      for (const [position, column] of columns.entries()) insertColumn(comparison.id, column, position);
    }),
    addColumn: database.transaction((comparisonId: ComparisonId, column: NewColumn, at: number) => {
      const ids = live.all(comparisonId);
      insertColumn(comparisonId, column, at);
      arrange(ids.toSpliced(at, 0, column.id));
    }),
    removeColumn: database.transaction((id: ColumnId, removedAtMs: number, replacement: NewColumn | null) => {
      const place = selectPlace.get(id);
      remove.run(removedAtMs, id);
      if (place && replacement) insertColumn(place.comparison_id, replacement, place.position);
    }),
    moveColumn: database.transaction((id: ColumnId, to: number) => {
      const place = selectPlace.get(id);
      if (!place) return;
      const others = live.all(place.comparison_id).filter((other) => other !== id);
      arrange(others.toSpliced(to, 0, id));
    }),
  };
}

function prepareColumnInsert(
  database: Database,
): (comparisonId: ComparisonId, column: NewColumn, position: number) => void {
  const insert = database.prepare(`INSERT INTO comparison_columns (id, comparison_id, position, contestant_id)
    VALUES (@id, @comparisonId, @position, @contestantId)`);
  const insertConversation = prepareConversationInsert(database);
  const copyPath = preparePathCopy(database);
  const claim = database.prepare<[string, string, string]>(
    'UPDATE conversations SET column_id = ?, own_settings = ? WHERE id = ?',
  );
  return (comparisonId, column, position) => {
    const { id, contestantId, conversationId, copiedFrom, own } = column;
    insert.run({ id, comparisonId, position, contestantId });
    const conversation = conversationOf(column);
    if (copiedFrom === null) insertConversation(conversation);
    else copyPath(copiedFrom, conversation);
    claim.run(id, JSON.stringify(own), conversationId);
  };
}

function conversationOf({ conversationId, title, modelId, createdAtMs }: NewColumn): Conversation {
  return {
    id: conversationId,
    title,
    titleSource: 'person',
    modelId,
    isPinned: false,
    isArchived: false,
    projectId: null,
    tags: [],
    createdAtMs,
    updatedAtMs: createdAtMs,
  };
}
