import type { Database } from 'better-sqlite3';
import type { SearchRepository, SearchableTexts, WaitingMessage } from '../core/ports/search-repository.ts';
import { conversationMark, modelMark, ratingMark, roleMark } from './search-marks.ts';

/** `isGone`: erased, deleted, or in a column of a comparison, which has a search of its own. */
type WaitingRow = SearchableTexts & { readonly position: number; readonly isGone: number };
type RowFacts = {
  readonly conversationId: string;
  readonly role: string;
  readonly rating: string | null;
  readonly modelId: string | null;
  readonly atMs: number;
};

/** Index pages that one step of tidying writes at most. */
const pagesAtOnce = 64;

/** How words come into the index and out of it again. */
export function createSearchIndex(
  database: Database,
): Pick<SearchRepository, 'waiting' | 'countWaiting' | 'index' | 'tidy'> {
  const selectWaiting = database.prepare<[number], WaitingRow>(`
    SELECT w.position, m.id IS NULL OR m.deleted_at_ms IS NOT NULL OR c.column_id IS NOT NULL AS isGone,
      coalesce(m.text, '') AS text,
      coalesce(m.reasoning, '') AS reasoning,
      (SELECT coalesce(group_concat(a.name, ' ' ORDER BY a.position), '') FROM attachments a WHERE a.message_id = m.id)
        AS attachmentNames
    FROM search_waiting w LEFT JOIN messages m ON m.position = w.position
    LEFT JOIN conversations c ON c.id = m.conversation_id ORDER BY w.position DESC LIMIT ?`);
  const count = database.prepare<[], number>('SELECT count(*) FROM search_waiting').pluck();
  const selectFacts = database.prepare<[number], RowFacts>(`SELECT conversation_id AS conversationId, role, rating,
    model_id AS modelId, created_at_ms AS atMs FROM messages WHERE position = ?`);
  const addConversation = database.prepare<[string]>(
    'INSERT OR IGNORE INTO search_conversations (conversation_id) VALUES (?)',
  );
  const selectNumber = database
    .prepare<[string], number>('SELECT number FROM search_conversations WHERE conversation_id = ?')
    .pluck();
  const addWords = database.prepare(`INSERT OR REPLACE INTO search_words
    (rowid, text, attachment_names, reasoning, marks) VALUES (?, ?, ?, ?, ?)`);
  const removeWords = database.prepare<[number]>('DELETE FROM search_words WHERE rowid = ?');
  const addRow = database.prepare<[number, number, number]>(
    'INSERT OR REPLACE INTO search_rows (position, conversation_number, created_at_ms) VALUES (?, ?, ?)',
  );
  const removeRow = database.prepare<[number]>('DELETE FROM search_rows WHERE position = ?');
  const endWait = database.prepare<[number]>('DELETE FROM search_waiting WHERE position = ?');
  const wantTidying = database.prepare('INSERT OR IGNORE INTO search_tidying (id) VALUES (1)');
  const isTidyingWanted = database.prepare<[], number>('SELECT 1 FROM search_tidying').pluck();
  const endTidying = database.prepare('DELETE FROM search_tidying');
  const merge = database.prepare<[number]>(`INSERT INTO search_words (search_words, rank) VALUES ('merge', ?)`);
  const changes = database.prepare<[], number>('SELECT total_changes()').pluck();

  const takeOut = (position: number): void => {
    removeRow.run(position);
    if (removeWords.run(position).changes > 0) wantTidying.run();
  };
  const takeIn = (position: number, words: SearchableTexts, facts: RowFacts): void => {
    addConversation.run(facts.conversationId);
    const number = selectNumber.get(facts.conversationId) ?? 0;
    const marks = [
      conversationMark(number),
      roleMark(facts.role),
      ...(facts.rating === null ? [] : [ratingMark(facts.rating)]),
      ...(facts.modelId === null ? [] : [modelMark(facts.modelId)]),
    ];
    addWords.run(position, words.text, words.attachmentNames, words.reasoning, marks.join(' '));
    addRow.run(position, number, facts.atMs);
  };

  return {
    waiting({ messages, length }) {
      const waiting: WaitingMessage[] = [];
      let taken = 0;
      for (const row of selectWaiting.iterate(messages)) {
        waiting.push(toWaiting(row));
        taken += row.text.length + row.reasoning.length;
        if (taken >= length) break;
      }
      return waiting;
    },
    countWaiting: () => count.get() ?? 0,
    index: database.transaction((entries: Parameters<SearchRepository['index']>[0]) => {
      for (const { position, words } of entries) {
        const facts = words === null ? undefined : selectFacts.get(position);
        if (words === null || facts === undefined) takeOut(position);
        else takeIn(position, words, facts);
        endWait.run(position);
      }
    }) as SearchRepository['index'],
    tidy: database.transaction(() => {
      if (isTidyingWanted.get() === undefined) return false;
      const before = changes.get() ?? 0;
      // Minus: everything into one part, so that words of erased messages go whatever part they are in.
      merge.run(-pagesAtOnce);
      if ((changes.get() ?? 0) - before >= 2) return true;
      endTidying.run();
      return false;
    }),
  };
}

function toWaiting({ position, isGone, ...texts }: WaitingRow): WaitingMessage {
  return { position, texts: isGone === 1 ? null : texts };
}
