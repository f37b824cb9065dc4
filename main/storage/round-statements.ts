import type { Database } from 'better-sqlite3';
import type { CompareRepository, NewRound, RoundCount, RoundRecord } from '../core/ports/compare-repository.ts';
import { roundFilesKey } from '../contract/drafts.ts';
import type { ComparisonId, RoundId } from '../contract/ids.ts';
import { prepareKeeping } from './attachment-statements.ts';
import { toAnswer, toRound, type AnswerRow, type RoundRow } from './compare-rows.ts';

type RoundMethods = Pick<
  CompareRepository,
  | 'rounds'
  | 'roundCounts'
  | 'findRound'
  | 'findAnswer'
  | 'addRound'
  | 'addAnswer'
  | 'setAnswerMessage'
  | 'setRoundTags'
  | 'reveal'
  | 'removeRound'
>;

const roundColumns = `r.id, r.comparison_id, r.text, r.tags, r.seed, r.is_blind, r.revealed_at_ms, r.created_at_ms,
  (SELECT json_group_array(json_object('id', a.id, 'name', a.name, 'sizeBytes', a.size_bytes, 'lines', a.lines)
     ORDER BY a.position) FROM attachments a WHERE a.draft_key = 'round:' || r.id) AS attachments`;
const ofShown = 'JOIN comparisons p ON p.id = r.comparison_id AND p.deleted_at_ms IS NULL';
const answerColumns = 'a.id, a.round_id, a.column_id, a.place, a.message_id';

/** Rounds and their answers. */
export function prepareRounds(database: Database): RoundMethods {
  return { ...prepareReading(database), ...prepareWriting(database) };
}

function prepareReading(database: Database): Pick<RoundMethods, 'rounds' | 'roundCounts' | 'findRound' | 'findAnswer'> {
  const selectAll = database.prepare<[string], RoundRow>(
    `SELECT ${roundColumns} FROM rounds r ${ofShown} WHERE r.comparison_id = ? ORDER BY r.place`,
  );
  const selectAnswers = database.prepare<[string], AnswerRow>(`SELECT ${answerColumns} FROM answers a
    JOIN rounds r ON r.id = a.round_id WHERE r.comparison_id = ? ORDER BY a.place, a.rowid`);
  const selectCounts = database.prepare<[string | null, string | null], RoundCount & { readonly id: ComparisonId }>(`
    SELECT r.comparison_id AS id, count(*) AS rounds, count(v.id) AS votes,
      sum(r.is_blind = 1 AND r.revealed_at_ms IS NULL) AS veiled
    FROM rounds r ${ofShown} LEFT JOIN votes v ON v.round_id = r.id AND v.undone_at_ms IS NULL
    WHERE ? IS NULL OR r.comparison_id = ? GROUP BY r.comparison_id`);
  const selectOne = database.prepare<[string], RoundRow>(
    `SELECT ${roundColumns} FROM rounds r ${ofShown} WHERE r.id = ?`,
  );
  const selectItsAnswers = database.prepare<[string], AnswerRow>(
    `SELECT ${answerColumns} FROM answers a WHERE a.round_id = ? ORDER BY a.place, a.rowid`,
  );
  const selectAnswer = database.prepare<[string], AnswerRow>(
    `SELECT ${answerColumns} FROM answers a JOIN rounds r ON r.id = a.round_id ${ofShown} WHERE a.id = ?`,
  );
  return {
    rounds: database.transaction((id: ComparisonId) => {
      const answers = Map.groupBy(selectAnswers.all(id), (row) => row.round_id);
      return selectAll.all(id).map((row) => toRound(row, (answers.get(row.id) ?? []).map(toAnswer)));
    }) as RoundMethods['rounds'],
    roundCounts: (id) => new Map(selectCounts.all(id ?? null, id ?? null).map(({ id, ...counts }) => [id, counts])),
    findRound: database.transaction((id: RoundId): RoundRecord | null => {
      const row = selectOne.get(id);
      return row ? toRound(row, selectItsAnswers.all(id).map(toAnswer)) : null;
    }) as RoundMethods['findRound'],
    findAnswer: (id) => {
      const row = selectAnswer.get(id);
      return row ? toAnswer(row) : null;
    },
  };
}

function prepareWriting(database: Database): Omit<RoundMethods, 'rounds' | 'roundCounts' | 'findRound' | 'findAnswer'> {
  const insert =
    database.prepare(`INSERT INTO rounds (id, comparison_id, place, text, tags, seed, is_blind, created_at_ms)
    SELECT @id, @comparisonId, coalesce(max(place) + 1, 0), @text, @tags, @seed, @isBlind, @createdAtMs
    FROM rounds WHERE comparison_id = @comparisonId`);
  const insertAnswer = database.prepare(
    'INSERT INTO answers (id, round_id, column_id, place) VALUES (@id, @roundId, @columnId, @place)',
  );
  const touch = database.prepare<[number, string]>('UPDATE comparisons SET updated_at_ms = ? WHERE id = ?');
  const dropDraft = database.prepare<[string]>('DELETE FROM drafts WHERE key = ?');
  const keep = prepareKeeping(database);
  const setMessage = database.prepare<[string | null, string]>('UPDATE answers SET message_id = ? WHERE id = ?');
  const setTags = database.prepare<[string, string]>('UPDATE rounds SET tags = ? WHERE id = ?');
  const reveal = database.prepare<[number, string]>(
    'UPDATE rounds SET revealed_at_ms = coalesce(revealed_at_ms, ?) WHERE id = ?',
  );
  const remove = database.prepare<[string]>(`DELETE FROM rounds WHERE id = ?
    AND NOT EXISTS (SELECT 1 FROM answers a WHERE a.round_id = rounds.id AND a.message_id IS NOT NULL)`);
  return {
    addRound: database.transaction(({ answers, attachmentIds, sentDraft, ...round }: NewRound) => {
      insert.run({ ...round, tags: JSON.stringify(round.tags), isBlind: Number(round.isBlind) });
      keep(roundFilesKey(round.id), attachmentIds, round.createdAtMs);
      for (const answer of answers) insertAnswer.run({ ...answer, roundId: round.id });
      if (sentDraft !== null) dropDraft.run(sentDraft);
      touch.run(round.createdAtMs, round.comparisonId);
    }),
    addAnswer: (answer) => void insertAnswer.run(answer),
    setAnswerMessage: (id, messageId) => void setMessage.run(messageId, id),
    setRoundTags: (id, tags) => void setTags.run(JSON.stringify(tags), id),
    reveal: (id, revealedAtMs) => void reveal.run(revealedAtMs, id),
    removeRound: (id) => void remove.run(id),
  };
}
