import type { Database } from 'better-sqlite3';
import type { CompareRepository, ContestantRecord } from '../core/ports/compare-repository.ts';
import { toContestant, type ContestantRow } from './compare-rows.ts';

type ContestantMethods = Pick<
  CompareRepository,
  'keepContestant' | 'contestants' | 'allContestants' | 'renameContestant'
>;

const columns = 'id, key, own_name, setup, model_name, quantization, differences, created_at_ms';

/** Contestants are kept for good: votes hold on to them. */
export function prepareContestants(database: Database): ContestantMethods {
  const insert = database.prepare(`INSERT INTO contestants
    (id, key, own_name, setup, model_id, model_name, quantization, differences, created_at_ms)
    VALUES (@id, @key, @ownName, @setup, @modelId, @modelName, @quantization, @differences, @createdAtMs)
    ON CONFLICT (key) DO NOTHING`);
  const selectKey = database.prepare<[string], ContestantRow>(`SELECT ${columns} FROM contestants WHERE key = ?`);
  const selectSome = database.prepare<[string], ContestantRow>(
    `SELECT ${columns} FROM contestants WHERE id IN (SELECT value FROM json_each(?))`,
  );
  const selectAll = database.prepare<[], ContestantRow>(
    `SELECT ${columns} FROM contestants ORDER BY created_at_ms, rowid`,
  );
  const rename = database.prepare<[string | null, string]>('UPDATE contestants SET own_name = ? WHERE id = ?');
  return {
    keepContestant: database.transaction((contestant: ContestantRecord) => {
      insert.run({
        ...contestant,
        modelId: contestant.setup.modelId,
        setup: JSON.stringify(contestant.setup),
        differences: JSON.stringify(contestant.differences),
      });
      const row = selectKey.get(contestant.key);
      return row ? toContestant(row) : contestant;
    }) as ContestantMethods['keepContestant'],
    contestants: (ids) => selectSome.all(JSON.stringify(ids)).map(toContestant),
    allContestants: () => selectAll.all().map(toContestant),
    renameContestant: (id, ownName) => void rename.run(ownName, id),
  };
}
