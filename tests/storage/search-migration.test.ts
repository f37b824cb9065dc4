import { expect, test } from 'vitest';
import { openDatabase } from '../../main/storage/database.ts';
import { migrations } from '../../main/storage/migrate.ts';
import { openSearched } from '../core/search/searched.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

// Catches: messages from before the search that are never found, or an opening that waits until all of them are read in.
test('messages from before the search wait for it, and are found once they were read in', () => {
  const dataFolder = temporaryFolder();
  const old = openDatabase({ dataFolder, steps: migrations.filter(({ number }) => number < 11) });
  old.exec(`INSERT INTO conversations (id, title, title_source, active_leaf_id, created_at_ms, updated_at_ms)
      VALUES ('c', 'Old', 'auto', 'done', 1, 1);
    INSERT INTO messages (id, conversation_id, parent_id, role, text, status, created_at_ms)
      VALUES ('asked', 'c', NULL, 'user', 'an old lantern', 'complete', 1),
        ('done', 'c', 'asked', 'assistant', 'of brass', 'streaming', 1)`);
  old.close();
  const { storage, found, indexer } = openSearched(dataFolder);
  expect(storage.search.countWaiting()).toBe(1);
  storage.conversations.markInterrupted();
  expect(indexer.catchUp(10_000)).toBe(0);
  expect([found('lantern'), found('brass')]).toEqual([['asked'], ['done']]);
});
