import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFileName, openDatabase } from '../../../main/storage/database.ts';
import { migrations } from '../../../main/storage/migrate.ts';

const lastBeforeChat = 9;

/** Writes a database as the app wrote it before chat had projects, search and pieces; large enough to be caught at it. */
export function writeOldDatabase(dataFolder: string, messages: number): void {
  const database = openDatabase({ dataFolder, steps: migrations.filter(({ number }) => number <= lastBeforeChat) });
  const conversation = database.prepare(`INSERT INTO conversations
    (id, title, title_source, created_at_ms, updated_at_ms, active_leaf_id) VALUES (?, 'Old', 'auto', 1, 1, ?)`);
  const message =
    database.prepare(`INSERT INTO messages (id, conversation_id, parent_id, role, text, status, created_at_ms)
    VALUES (?, ?, ?, ?, ?, ?, 1)`);
  database.transaction(() => {
    for (let index = 0; index < messages; index += 1) {
      const chat = `old${Math.floor(index / 50)}`;
      const isFirst = index % 50 === 0;
      if (isFirst) conversation.run(chat, `old-m${Math.min(index + 49, messages - 1)}`);
      const isLast = index === messages - 1;
      message.run(
        `old-m${index}`,
        chat,
        isFirst ? null : `old-m${index - 1}`,
        index % 2 === 0 ? 'user' : 'assistant',
        `old words ${index} 漢字 `.repeat(20),
        isLast ? 'streaming' : 'complete',
      );
    }
  })();
  database.close();
}

/** The same database for another round. */
export function copyOldDatabase(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  copyFileSync(join(from, databaseFileName), join(to, databaseFileName));
}
