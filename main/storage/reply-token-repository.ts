import type { Database } from 'better-sqlite3';
import type { ReplyTokenRepository } from '../core/ports/reply-token-repository.ts';

export function createReplyTokenRepository(database: Database): ReplyTokenRepository {
  const select = database.prepare<[string], Buffer>('SELECT tokens FROM reply_tokens WHERE reply_id = ?').pluck();
  return {
    find(replyId) {
      const bytes = select.get(replyId);
      if (!bytes) return null;
      // Unsigned 32-bit numbers, the lowest byte first.
      return Array.from({ length: bytes.length >> 2 }, (_, place) => bytes.readUInt32LE(place * 4));
    },
  };
}
