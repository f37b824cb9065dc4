import type { Database } from 'better-sqlite3';
import type { SearchFilters } from '../contract/organise.ts';
import type { ConversationId } from '../contract/ids.ts';
import type {
  FoundMessage,
  SearchMatch,
  SearchQuestion,
  SearchRepository,
  SearchTerm,
  TitledConversation,
} from '../core/ports/search-repository.ts';
import { createSearchIndex } from './search-index.ts';
import { conversationMark, modelMark, ratingMark, roleMark } from './search-marks.ts';

/** Weights of the columns: a name says more than a word, a thought less. Marks are no words. */
const relevance = '-bm25(search_words, 1.0, 2.0, 0.4, 0.0)';
/** A term of so many messages is common. */
const fewMessages = 3_000;
/** Up to so many conversations are named to the index; more are sorted out afterwards. */
const mostNamedConversations = 64;

type Scope = {
  readonly marks: readonly string[];
  readonly where: readonly string[];
  readonly values: readonly unknown[];
};

/** Words and where they are, in hand-written SQL. */
export function createSearchRepository(database: Database): SearchRepository {
  const selectMessage = database.prepare<[number], FoundMessage>(`
    SELECT m.position, m.id AS messageId, m.conversation_id AS conversationId, c.title AS conversationTitle, m.role,
      m.text, m.reasoning, m.created_at_ms AS atMs,
      (SELECT coalesce(group_concat(a.name, ', ' ORDER BY a.position), '') FROM attachments a WHERE a.message_id = m.id)
        AS attachmentNames
    FROM messages m JOIN conversations c ON c.id = m.conversation_id
    WHERE m.position = ? AND m.deleted_at_ms IS NULL AND c.deleted_at_ms IS NULL`);
  const onPath = database.prepare<[string, string, number], SearchMatch>(`
    WITH RECURSIVE path (position, parent_id) AS (
      SELECT m.position, m.parent_id FROM conversations c JOIN messages m ON m.id = c.active_leaf_id WHERE c.id = ?
      UNION ALL
      SELECT m.position, m.parent_id FROM path JOIN messages m ON m.id = path.parent_id
    )
    SELECT r.position, 0 AS relevance, r.created_at_ms AS atMs FROM path JOIN search_rows r ON r.position = path.position
    WHERE r.position IN (SELECT rowid FROM search_words WHERE search_words MATCH ?) ORDER BY r.position LIMIT ?`);
  const number = database
    .prepare<[string], number>('SELECT number FROM search_conversations WHERE conversation_id = ?')
    .pluck();

  return {
    ...createSearchIndex(database),
    matches: (question) => findMatches(database, question),
    matchesOnPath(terms: readonly SearchTerm[], conversationId: ConversationId, limit: number) {
      const place = number.get(conversationId);
      if (place === undefined) return [];
      return onPath.all(conversationId, expression(terms, [conversationMark(place)]), limit);
    },
    read: (positions) =>
      positions.flatMap((position) => {
        const row = selectMessage.get(position);
        return row === undefined ? [] : [row];
      }),
    titles(filters) {
      const { where, values } = conversationScope(filters);
      return database
        .prepare<unknown[], TitledConversation>(
          `SELECT c.id AS conversationId, c.title, c.updated_at_ms AS atMs FROM conversations c
           WHERE ${where.join(' AND ')} ORDER BY c.updated_at_ms DESC, c.id`,
        )
        .all(...values);
    },
  };
}

function findMatches(database: Database, question: SearchQuestion): SearchMatch[] {
  const { terms, filters, upTo, limit } = question;
  const scope = scopeOf(database, filters);
  if (scope === null) return [];
  const where = [
    'r.position <= ?',
    ...(filters.fromMs === null ? [] : ['r.created_at_ms >= ?']),
    ...(filters.toMs === null ? [] : ['r.created_at_ms < ?']),
    ...scope.where,
  ].join(' AND ');
  const values = [
    upTo ?? Number.MAX_SAFE_INTEGER,
    ...(filters.fromMs === null ? [] : [filters.fromMs]),
    ...(filters.toMs === null ? [] : [filters.toMs]),
    ...scope.values,
  ];
  if (terms.length === 0 && scope.marks.length === 0) {
    return database
      .prepare<unknown[], SearchMatch>(
        `SELECT r.position, 0 AS relevance, r.created_at_ms AS atMs FROM search_rows r
         WHERE ${where} ORDER BY r.position DESC LIMIT ?`,
      )
      .all(...values, limit);
  }
  const matches = database
    .prepare<unknown[], SearchMatch>(
      `SELECT r.position, 0 AS relevance, r.created_at_ms AS atMs
       FROM search_words CROSS JOIN search_rows r ON r.position = search_words.rowid
       WHERE search_words MATCH ? AND search_words.rowid <= ? AND ${where}
       ORDER BY search_words.rowid DESC LIMIT ?`,
    )
    .all(expression(terms, scope.marks), upTo ?? Number.MAX_SAFE_INTEGER, ...values, limit);
  return weighed(database, matches, terms);
}

/**
 * Only terms that few messages hold tell one message from another; weighing the others would cost most of the time, as
 * all places of a word have to be counted.
 */
function weighed(database: Database, matches: SearchMatch[], terms: readonly SearchTerm[]): SearchMatch[] {
  const newest = matches[0];
  const oldest = matches.at(-1);
  if (newest === undefined || oldest === undefined || matches.length === 1) return matches;
  const count = database
    .prepare<[string, number], number>(
      'SELECT count(*) FROM (SELECT 1 FROM search_words WHERE search_words MATCH ? LIMIT ?)',
    )
    .pluck();
  const telling = terms.filter(
    (term) => !isVague(term) && (count.get(expression([term], []), fewMessages) ?? 0) < fewMessages,
  );
  if (telling.length === 0) return matches;
  const weights = new Map(
    database
      .prepare<[string, number, number], [number, number]>(
        `SELECT rowid, ${relevance} FROM search_words WHERE search_words MATCH ? AND rowid BETWEEN ? AND ?`,
      )
      .raw()
      .all(expression(telling, []), oldest.position, newest.position),
  );
  return matches.map((match) => ({ ...match, relevance: weights.get(match.position) ?? 0 }));
}

/** A few letters that begin a word: there is nothing in them to weigh, and they cost most to look up. */
function isVague({ words, isPrefix }: SearchTerm): boolean {
  return isPrefix && words.length === 1 && (words[0]?.length ?? 0) <= 3;
}

/** What narrows the search: as marks where the index can do it, else as conditions. Null: nothing can be found. */
function scopeOf(database: Database, filters: SearchFilters): Scope | null {
  const marks = [
    ...(filters.role === null ? [] : [roleMark(filters.role)]),
    ...(filters.rating === null ? [] : [ratingMark(filters.rating)]),
    ...(filters.modelId === null ? [] : [modelMark(filters.modelId)]),
  ];
  const { where, values, isNarrow } = conversationScope(filters);
  const numbers = `SELECT s.number FROM conversations c JOIN search_conversations s ON s.conversation_id = c.id`;
  if (!isNarrow) {
    const hidden = `r.conversation_number NOT IN (${numbers} WHERE c.deleted_at_ms IS NOT NULL)`;
    return { marks, where: [hidden], values: [] };
  }
  const within = `${numbers} WHERE ${where.join(' AND ')}`;
  const found = database
    .prepare<unknown[], number>(`${within} LIMIT ${mostNamedConversations + 1}`)
    .pluck()
    .all(...values);
  if (found.length === 0) return null;
  if (found.length > mostNamedConversations) {
    return { marks, where: [`r.conversation_number IN (${within})`], values };
  }
  return { marks: [...marks, found.map(conversationMark).join(' OR ')], where: [], values: [] };
}

function conversationScope(filters: SearchFilters): {
  readonly where: readonly string[];
  readonly values: readonly unknown[];
  readonly isNarrow: boolean;
} {
  const { conversationId, projectId, tag, isArchived } = filters;
  const conditions: readonly (readonly [string, unknown])[] = [
    ...(conversationId === null ? [] : [['c.id = ?', conversationId] as const]),
    ...(projectId === null ? [] : [['c.project_id = ?', projectId] as const]),
    ...(isArchived === null ? [] : [['c.is_archived = ?', Number(isArchived)] as const]),
    ...(tag === null ? [] : [['c.id IN (SELECT conversation_id FROM conversation_tags WHERE tag = ?)', tag] as const]),
  ];
  return {
    where: ['c.deleted_at_ms IS NULL', 'c.column_id IS NULL', ...conditions.map(([sql]) => sql)],
    values: conditions.map(([, value]) => value),
    isNarrow: conditions.length > 0,
  };
}

/** The index's own language; everything that is a word stands in quotes there. */
function expression(terms: readonly SearchTerm[], marks: readonly string[]): string {
  const words = terms.map(({ words, isPrefix }) => `"${words.join(' ').replaceAll('"', '')}"${isPrefix ? ' *' : ''}`);
  return [
    ...(words.length === 0 ? [] : [`{text attachment_names reasoning} : (${words.join(' AND ')})`]),
    ...marks.map((mark) => `{marks} : (${mark})`),
  ].join(' AND ');
}
