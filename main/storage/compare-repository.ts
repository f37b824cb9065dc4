import type { Database } from 'better-sqlite3';
import { answerFiguresSchema, type AnswerFigures } from '../contract/answer-figures.ts';
import type { MessageId } from '../contract/ids.ts';
import type { CompareRepository } from '../core/ports/compare-repository.ts';
import { prepareColumns } from './column-statements.ts';
import { prepareComparisons } from './comparison-statements.ts';
import { prepareContestants } from './contestant-statements.ts';
import { prepareRounds } from './round-statements.ts';

/** Comparisons, in hand-written SQL. The words of answers are messages of conversations that belong to columns. */
export function createCompareRepository(database: Database): CompareRepository {
  return {
    ...prepareContestants(database),
    ...prepareComparisons(database),
    ...prepareColumns(database),
    ...prepareRounds(database),
    ...prepareFigures(database),
    ...prepareTexts(database),
  };
}

function prepareFigures(database: Database): Pick<CompareRepository, 'saveFigures' | 'figures'> {
  const save = database.prepare<[string, string]>(
    'INSERT INTO answer_figures (message_id, figures) VALUES (?, ?) ON CONFLICT DO UPDATE SET figures = excluded.figures',
  );
  const select = database.prepare<[string], { id: MessageId; figures: string }>(
    `SELECT message_id AS id, figures FROM answer_figures WHERE message_id IN (SELECT value FROM json_each(?))`,
  );
  return {
    saveFigures: (messageId, figures) => void save.run(messageId, JSON.stringify(figures)),
    figures: (ids) => {
      const rows = select.all(JSON.stringify(ids));
      return new Map<MessageId, AnswerFigures>(
        rows.map(({ id, figures }) => [id, answerFiguresSchema.parse(JSON.parse(figures))]),
      );
    },
  };
}

function prepareTexts(database: Database): Pick<CompareRepository, 'textsOf'> {
  const selectPrompts = database
    .prepare<[string], string>('SELECT text FROM rounds WHERE comparison_id = ? ORDER BY place')
    .pluck();
  const selectAnswers = database
    .prepare<[string], string>(
      `SELECT m.text FROM rounds r JOIN answers a ON a.round_id = r.id JOIN messages m ON m.id = a.message_id
       WHERE r.comparison_id = ? AND (r.is_blind = 0 OR r.revealed_at_ms IS NOT NULL) AND m.deleted_at_ms IS NULL
       ORDER BY r.place, a.place`,
    )
    .pluck();
  return { textsOf: (id) => ({ prompts: selectPrompts.all(id), answers: selectAnswers.all(id) }) };
}
