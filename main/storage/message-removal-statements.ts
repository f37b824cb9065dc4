import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { AppError } from '../contract/errors.ts';
import { messageIdSchema, type ConversationId, type MessageId } from '../contract/ids.ts';
import type { MessageTree, NewRemoval } from '../core/ports/message-tree.ts';
import { pathAbove } from './message-path-statements.ts';
import { newestLeafBelow } from './message-tree-statements.ts';
import { preparePromptRebase } from './prompt-repository.ts';

type RemovalMethods = Pick<MessageTree, 'remove' | 'lastRemoval' | 'removalOf' | 'undoRemoval' | 'purgeRemoved'>;

/** What an undo needs: `movedIds` hung on the message and moved up. */
const undoSchema = z.object({
  messageId: messageIdSchema,
  movedIds: z.array(messageIdSchema),
  leafBefore: messageIdSchema.nullable(),
});
type Removal = z.infer<typeof undoSchema> & {
  readonly id: string;
  readonly conversationId: ConversationId;
  readonly removedAtMs: number;
};
type RemovalRow = { id: string; conversation_id: ConversationId; undo: string; removed_at_ms: number };
type Placed = { conversation_id: ConversationId; parent_id: MessageId | null; deleted_at_ms: number | null };

/**
 * Removing messages and putting them back. A removal's time is its mark on every message it took, and no other removal's.
 * Children of a removed message move up with all that was removed below them before, so that removals can be undone in
 * any order.
 */
export function prepareMessageRemovals(database: Database): RemovalMethods {
  const reading = prepareReading(database);
  const marks = prepareMarks(database);
  const rebase = preparePromptRebase(database);
  const setLeaf = database.prepare<[string | null, string]>('UPDATE conversations SET active_leaf_id = ? WHERE id = ?');
  const insert = database.prepare(`INSERT INTO removals (id, conversation_id, undo, removed_at_ms)
    VALUES (@id, @conversationId, @undo, @removedAtMs)`);
  const drop = database.prepare<[string]>('DELETE FROM removals WHERE id = ?');

  const remove = ({ id, messageId, extent, removedAtMs }: NewRemoval): void => {
    const message = reading.placed(messageId);
    if (!message || message.deleted_at_ms !== null) throw new AppError('not-found', { what: 'message' });
    const { conversation_id: conversationId, parent_id: parentId } = message;
    const leafBefore = reading.leaf(conversationId);
    const isShown = leafBefore !== null && reading.isAbove(messageId, leafBefore);
    const markMs = Math.max(removedAtMs, reading.lastMark(conversationId) + 1);
    const movedIds = extent === 'one' ? reading.childIds(messageId) : [];
    const heirs = reading.neighbours(conversationId, messageId, parentId);
    if (extent === 'one') {
      // Prompts of later replies may be kept as what they add to this one's.
      rebase(messageId);
      marks.markOne(messageId, markMs);
      marks.moveChildren(messageId, parentId);
    } else {
      marks.markBelow(messageId, markMs);
    }
    if (isShown && (extent === 'from-here' || leafBefore === messageId)) {
      const heir = heirs ?? parentId;
      setLeaf.run(heir === null ? null : reading.newestLeaf(heir), conversationId);
    }
    const undo = JSON.stringify({ messageId, movedIds, leafBefore });
    insert.run({ id, conversationId, undo, removedAtMs: markMs });
  };

  const undoOne = (removal: Removal): void => {
    const { messageId, conversationId, leafBefore } = removal;
    undoWhatHolds(messageId, conversationId);
    const parentId = reading.placed(messageId)?.parent_id ?? null;
    marks.moveBack(reading.movedWith(removal), messageId, parentId);
    marks.unmark(conversationId, removal.removedAtMs);
    drop.run(removal.id);
    const leaf = reading.leaf(conversationId);
    if (leaf !== null && reading.isAbove(messageId, leaf)) return;
    const isBack = leafBefore !== null && reading.placed(leafBefore)?.deleted_at_ms === null;
    if (isBack && reading.isAbove(messageId, leafBefore)) setLeaf.run(reading.newestLeaf(leafBefore), conversationId);
    else if (leaf === null) setLeaf.run(reading.newestLeaf(messageId), conversationId);
  };
  /** A message cannot come back onto one that is removed itself. */
  const undoWhatHolds = (messageId: MessageId, conversationId: ConversationId): void => {
    const parentId = reading.placed(messageId)?.parent_id ?? null;
    const markMs = parentId === null ? null : (reading.placed(parentId)?.deleted_at_ms ?? null);
    const holder = markMs === null ? null : reading.byMark(conversationId, markMs);
    if (holder) undoOne(holder);
  };

  return {
    remove: database.transaction(remove),
    lastRemoval: (id) => reading.byMark(id, reading.lastMark(id))?.id ?? null,
    removalOf: (id) => reading.find(id)?.conversationId ?? null,
    undoRemoval: database.transaction((id: string) => {
      const removal = reading.find(id);
      if (!removal) return null;
      undoOne(removal);
      return { conversationId: removal.conversationId, messageId: removal.messageId };
    }) as RemovalMethods['undoRemoval'],
    purgeRemoved: database.transaction(marks.erase) as RemovalMethods['purgeRemoved'],
  };
}

function prepareReading(database: Database) {
  const placed = database.prepare<[string], Placed>(
    'SELECT conversation_id, parent_id, deleted_at_ms FROM messages WHERE id = ?',
  );
  const leaf = database
    .prepare<[string], MessageId | null>('SELECT active_leaf_id FROM conversations WHERE id = ?')
    .pluck();
  const isAbove = database.prepare<[string, string], number>(`${pathAbove} SELECT 1 FROM path WHERE id = ?`).pluck();
  const lastMark = database
    .prepare<[string], number | null>('SELECT max(removed_at_ms) FROM removals WHERE conversation_id = ?')
    .pluck();
  const childIds = database.prepare<[string], MessageId>('SELECT id FROM messages WHERE parent_id = ?').pluck();
  // The version before it, or else the one after it.
  const neighbour = database
    .prepare<[{ conversationId: string; id: string; parentId: string | null }], MessageId>(
      `SELECT o.id FROM messages o, messages m
       WHERE m.id = @id AND o.conversation_id = @conversationId AND o.parent_id IS @parentId AND o.id <> @id
         AND o.deleted_at_ms IS NULL
       ORDER BY o.position > m.position, abs(o.position - m.position) LIMIT 1`,
    )
    .pluck();
  const newestLeaf = database.prepare<[string], MessageId>(newestLeafBelow).pluck();
  const find = database.prepare<[string], RemovalRow>('SELECT * FROM removals WHERE id = ?');
  const byMark = database.prepare<[string, number], RemovalRow>(
    'SELECT * FROM removals WHERE conversation_id = ? AND removed_at_ms = ?',
  );
  const all = database.prepare<[string], RemovalRow>('SELECT * FROM removals WHERE conversation_id = ?');

  return {
    placed: (id: MessageId) => placed.get(id) ?? null,
    leaf: (id: ConversationId) => leaf.get(id) ?? null,
    isAbove: (id: MessageId, leafId: MessageId) => isAbove.get(leafId, id) !== undefined,
    lastMark: (id: ConversationId) => lastMark.get(id) ?? 0,
    childIds: (id: MessageId) => childIds.all(id),
    neighbours: (conversationId: ConversationId, id: MessageId, parentId: MessageId | null) =>
      neighbour.get({ conversationId, id, parentId }) ?? null,
    newestLeaf: (id: MessageId) => newestLeaf.get(id) ?? null,
    find: (id: string) => toRemoval(find.get(id)),
    byMark: (id: ConversationId, markMs: number) => toRemoval(byMark.get(id, markMs)),
    /** With those that moved up further, because what they had moved up to was removed as well. */
    movedWith: ({ conversationId, movedIds }: Removal): MessageId[] => {
      const others = all.all(conversationId).flatMap((row) => toRemoval(row) ?? []);
      const moved = new Set(movedIds);
      for (const id of moved) {
        for (const other of others) if (other.messageId === id) other.movedIds.forEach((child) => moved.add(child));
      }
      return [...moved];
    },
  };
}

function prepareMarks(database: Database) {
  const markOne = database.prepare<[number, string]>('UPDATE messages SET deleted_at_ms = ? WHERE id = ?');
  const markBelow = database.prepare<[string, number]>(`WITH RECURSIVE below (id) AS (
      SELECT ?
      UNION ALL
      SELECT m.id FROM messages m JOIN below ON m.parent_id = below.id WHERE m.deleted_at_ms IS NULL
    ) UPDATE messages SET deleted_at_ms = ? WHERE id IN (SELECT id FROM below)`);
  const unmark = database.prepare<[string, number]>(
    'UPDATE messages SET deleted_at_ms = NULL WHERE conversation_id = ? AND deleted_at_ms = ?',
  );
  const moveChildren = database.prepare<[string | null, string]>(
    'UPDATE messages SET parent_id = ? WHERE parent_id = ?',
  );
  const moveBack = database.prepare<[string, string, string | null]>(`UPDATE messages SET parent_id = ?
    WHERE id IN (SELECT value FROM json_each(?)) AND parent_id IS ?`);
  // A message takes those below it along, but SQLite follows only a thousand of them: first they are all let loose.
  const loosen = database.prepare<[number]>(`UPDATE messages SET parent_id = NULL
    WHERE parent_id IN (SELECT id FROM messages WHERE deleted_at_ms < ?)`);
  const erase = database.prepare<[number]>('DELETE FROM messages WHERE deleted_at_ms < ?');
  const forget = database.prepare<[number]>('DELETE FROM removals WHERE removed_at_ms < ?');
  return {
    markOne: (id: MessageId, markMs: number) => void markOne.run(markMs, id),
    markBelow: (id: MessageId, markMs: number) => void markBelow.run(id, markMs),
    unmark: (id: ConversationId, markMs: number) => void unmark.run(id, markMs),
    moveChildren: (id: MessageId, to: MessageId | null) => void moveChildren.run(to, id),
    moveBack: (ids: readonly MessageId[], to: MessageId, from: MessageId | null) =>
      void moveBack.run(to, JSON.stringify(ids), from),
    erase: (beforeMs: number) => {
      loosen.run(beforeMs);
      erase.run(beforeMs);
      forget.run(beforeMs);
    },
  };
}

function toRemoval(row: RemovalRow | undefined): Removal | null {
  if (!row) return null;
  const undo = undoSchema.parse(JSON.parse(row.undo));
  return { ...undo, id: row.id, conversationId: row.conversation_id, removedAtMs: row.removed_at_ms };
}
