import { expect, onTestFinished, test } from 'vitest';
import type { ConversationId } from '../../main/contract/ids.ts';
import { countHoldings } from '../../main/storage/backups/read-copy.ts';
import { openDatabase } from '../../main/storage/database.ts';
import { migrations } from '../../main/storage/migrate.ts';
import { openStorage } from '../../main/storage/storage.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

// Catches: chats from before that pass for columns and are gone from the list, or old copies whose count fails.
test('chats from before comparisons are listed as ever, and copies from before them are counted', () => {
  const dataFolder = temporaryFolder();
  const old = openDatabase({ dataFolder, steps: migrations.filter(({ number }) => number < 14) });
  old.exec(`INSERT INTO conversations (id, title, title_source, created_at_ms, updated_at_ms)
      VALUES ('c', 'Old', 'auto', 1, 1);
    INSERT INTO messages (id, conversation_id, parent_id, role, text, status, created_at_ms)
      VALUES ('asked', 'c', NULL, 'user', 'tea', 'complete', 1)`);
  expect(countHoldings(old)).toEqual({ conversations: 1, messages: 1 });
  old.close();
  const storage = openStorage({ dataFolder });
  onTestFinished(() => storage.close());
  expect(storage.conversations.list().map(({ id }) => id)).toEqual(['c']);
  expect(storage.conversations.isListed('c' as ConversationId)).toBe(true);
  expect([storage.compare.list(), storage.compare.columnOf('c' as ConversationId)]).toEqual([[], null]);
});
