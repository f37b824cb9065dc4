import type { Database } from 'better-sqlite3';
import type { CompareRepository, ComparisonRecord } from '../core/ports/compare-repository.ts';
import type { ComparisonId } from '../contract/ids.ts';
import { toColumn, toComparison, type ColumnRow, type ComparisonRow } from './compare-rows.ts';

type ComparisonMethods = Pick<
  CompareRepository,
  'list' | 'find' | 'findColumn' | 'columnOf' | 'update' | 'softDelete' | 'restore' | 'purgeDeleted'
>;

const comparisonColumns = `id, title, title_source, mode, timing, reveals_after_vote, source_title, source_messages,
  created_at_ms, updated_at_ms`;
const selectColumn = `SELECT k.id, k.comparison_id, k.contestant_id, c.id AS conversation_id, k.removed_at_ms
  FROM comparison_columns k JOIN conversations c ON c.column_id = k.id
  JOIN comparisons p ON p.id = k.comparison_id AND p.deleted_at_ms IS NULL`;
const inOrder = 'ORDER BY k.position, k.removed_at_ms IS NULL, k.removed_at_ms, k.id';

/** Comparisons as a whole: read, changed, deleted and erased. */
export function prepareComparisons(database: Database): ComparisonMethods {
  const selectAll = database.prepare<[], ComparisonRow>(
    `SELECT ${comparisonColumns} FROM comparisons WHERE deleted_at_ms IS NULL ORDER BY updated_at_ms DESC, id`,
  );
  const selectAllColumns = database.prepare<[], ColumnRow>(`${selectColumn} ${inOrder}`);
  const selectOne = database.prepare<[string], ComparisonRow>(
    `SELECT ${comparisonColumns} FROM comparisons WHERE id = ? AND deleted_at_ms IS NULL`,
  );
  const selectItsColumns = database.prepare<[string], ColumnRow>(
    `${selectColumn} WHERE k.comparison_id = ? ${inOrder}`,
  );
  const selectColumnById = database.prepare<[string], ColumnRow>(`${selectColumn} WHERE k.id = ?`);
  const selectColumnOf = database.prepare<[string], ColumnRow>(`${selectColumn} WHERE c.id = ?`);
  const update = database.prepare(`UPDATE comparisons SET title = coalesce(@title, title),
    title_source = coalesce(@titleSource, title_source), mode = coalesce(@mode, mode),
    timing = coalesce(@timing, timing), reveals_after_vote = coalesce(@revealsAfterVote, reveals_after_vote),
    updated_at_ms = coalesce(@updatedAtMs, updated_at_ms) WHERE id = @id`);
  return {
    list: database.transaction(() => {
      const columns = Map.groupBy(selectAllColumns.all(), (row) => row.comparison_id);
      return selectAll.all().map((row) => toComparison(row, (columns.get(row.id) ?? []).map(toColumn)));
    }) as ComparisonMethods['list'],
    find: database.transaction((id: ComparisonId): ComparisonRecord | null => {
      const row = selectOne.get(id);
      return row ? toComparison(row, selectItsColumns.all(id).map(toColumn)) : null;
    }) as ComparisonMethods['find'],
    findColumn: (id) => {
      const row = selectColumnById.get(id);
      return row ? toColumn(row) : null;
    },
    columnOf: (conversationId) => {
      const row = selectColumnOf.get(conversationId);
      return row ? toColumn(row) : null;
    },
    update: (id, patch) =>
      void update.run({
        id,
        title: patch.title ?? null,
        titleSource: patch.titleSource ?? null,
        mode: patch.mode ?? null,
        timing: patch.timing ?? null,
        revealsAfterVote: patch.revealsAfterVote === undefined ? null : Number(patch.revealsAfterVote),
        updatedAtMs: patch.updatedAtMs ?? null,
      }),
    ...prepareErasing(database),
  };
}

function prepareErasing(database: Database): Pick<ComparisonMethods, 'softDelete' | 'restore' | 'purgeDeleted'> {
  const setDeleted = database.prepare<[number | null, string]>('UPDATE comparisons SET deleted_at_ms = ? WHERE id = ?');
  // As for chats: SQLite follows only a thousand messages below each other, so first they are all let loose.
  const loosen = database.prepare<[number]>(`UPDATE messages SET parent_id = NULL WHERE conversation_id IN (
    SELECT c.id FROM comparisons p JOIN comparison_columns k ON k.comparison_id = p.id
    JOIN conversations c ON c.column_id = k.id WHERE p.deleted_at_ms < ?)`);
  const purge = database.prepare<[number]>('DELETE FROM comparisons WHERE deleted_at_ms < ?');
  return {
    softDelete: (id, deletedAtMs) => void setDeleted.run(deletedAtMs, id),
    restore: (id) => void setDeleted.run(null, id),
    purgeDeleted: database.transaction((beforeMs: number) => {
      loosen.run(beforeMs);
      purge.run(beforeMs);
    }),
  };
}
