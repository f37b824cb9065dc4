import type { Database } from 'better-sqlite3';
import type { MessageId } from '../contract/ids.ts';
import type { ConversationRepository, ReplyEnding, ReplyPiece } from '../core/ports/repositories.ts';
import { wholeText } from './message-rows.ts';

type ReplyMethods = Pick<ConversationRepository, 'appendReply' | 'endReply' | 'markInterrupted'>;

/**
 * How a reply comes to disk: pieces while it is under way, one message when it has ended. What a process that died left in
 * pieces is put together by the next one.
 */
export function createReplyStatements(database: Database): ReplyMethods {
  // A commit that was kept and told as failed comes again, and longer.
  const addPiece = database.prepare<[string, string, number, string]>(`
    INSERT INTO reply_pieces (reply_id, kind, start, text) VALUES (?, ?, ?, ?)
    ON CONFLICT (reply_id, kind, start) DO UPDATE SET text = excluded.text`);
  const end = database.prepare(`UPDATE messages SET text = @text, reasoning = @reasoning, status = @status,
    stop_reason = @stopReason, error = @error, stats = coalesce(@stats, stats), structure = @structure WHERE id = @id`);
  const dropTokens = database.prepare<[string]>('DELETE FROM reply_tokens WHERE reply_id = ?');
  const saveTokens = database.prepare<[string, Buffer]>('INSERT INTO reply_tokens (reply_id, tokens) VALUES (?, ?)');
  const dropPieces = database.prepare<[string]>('DELETE FROM reply_pieces WHERE reply_id = ?');
  const markInterrupted = database.prepare(`UPDATE messages AS m SET text = ${wholeText('text')},
    reasoning = ${wholeText('reasoning')}, status = 'interrupted', stop_reason = 'interrupted' WHERE status = 'streaming'`);
  const dropAllPieces = database.prepare('DELETE FROM reply_pieces');

  return {
    appendReply: database.transaction((id: MessageId, pieces: readonly ReplyPiece[]) => {
      for (const { kind, start, text } of pieces) addPiece.run(id, kind, start, text);
    }) as ReplyMethods['appendReply'],
    endReply: database.transaction((id: MessageId, text: string, reasoning: string, ending: ReplyEnding) => {
      end.run({
        id,
        text,
        reasoning,
        status: ending.status,
        stopReason: ending.stopReason,
        error: ending.error === null ? null : JSON.stringify(ending.error),
        stats: ending.stats === null ? null : JSON.stringify(ending.stats),
        structure: ending.structure ? JSON.stringify(ending.structure) : null,
      });
      dropTokens.run(id);
      if (ending.tokens) saveTokens.run(id, tokenBytes(ending.tokens));
      dropPieces.run(id);
    }) as ReplyMethods['endReply'],
    markInterrupted: database.transaction(() => {
      const { changes } = markInterrupted.run();
      dropAllPieces.run();
      return changes;
    }) as ReplyMethods['markInterrupted'],
  };
}

/** Unsigned 32-bit numbers, the lowest byte first. */
function tokenBytes(tokens: readonly number[]): Buffer {
  const bytes = Buffer.alloc(tokens.length * 4);
  for (const [place, token] of tokens.entries()) bytes.writeUInt32LE(token, place * 4);
  return bytes;
}
