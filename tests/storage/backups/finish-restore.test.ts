import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { databaseFileName } from '../../../main/storage/database.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { exampleConversation, exampleMessage } from '../../support/example-conversation.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const presentBecomes = 'before-restore-2026-01-02T03-04-05-006Z';

function writeChat(dataFolder: string, id: string): void {
  const storage = openStorage({ dataFolder });
  storage.conversations.createWith(exampleConversation(id), [exampleMessage('q', null, 'user', id)]);
  storage.close();
}

/** A restore from `present` to `restored`, as far as it had come when the power went. */
function stoppedAt(step: (paths: Readonly<Record<'live' | 'ready' | 'part' | 'note' | 'copy', string>>) => void) {
  const dataFolder = temporaryFolder();
  const other = temporaryFolder();
  writeChat(dataFolder, 'present');
  writeChat(other, 'restored');
  const live = join(dataFolder, databaseFileName);
  const ready = `${live}.restoring`;
  const copy = join(dataFolder, 'backups', `${presentBecomes}.db`);
  mkdirSync(join(dataFolder, 'backups'));
  copyFileSync(join(other, databaseFileName), ready);
  step({ live, ready, part: `${ready}.part`, note: join(dataFolder, 'restore-pending.json'), copy });
  const storage = openStorage({ dataFolder });
  const chats = storage.conversations.list().map(({ id }) => id);
  storage.close();
  const left = readdirSync(dataFolder).filter((name) => /restor/.test(name));
  return { chats, left, isKept: existsSync(copy) };
}

const writeNote = (path: string): void => writeFileSync(path, JSON.stringify({ presentBecomes }));

test('before the note is whole, a restore has not happened', () => {
  const nothing = { chats: ['present'], left: [], isKept: false };
  expect(stoppedAt(({ ready, part }) => copyFileSync(ready, part))).toEqual(nothing);
  expect(stoppedAt(() => undefined)).toEqual(nothing);
  expect(stoppedAt(({ note }) => writeFileSync(`${note}.part`, '{"pres'))).toEqual(nothing);
});

test('from the note on it happens, wherever it was stopped', () => {
  const restored = { chats: ['restored'], left: [], isKept: true };
  expect(stoppedAt(({ note }) => writeNote(note))).toEqual(restored);
  expect(
    stoppedAt(({ note, live, copy }) => {
      writeNote(note);
      linkSync(live, copy);
    }),
  ).toEqual(restored);
  expect(
    stoppedAt(({ note, live, copy, ready }) => {
      writeNote(note);
      linkSync(live, copy);
      rmSync(live);
      copyFileSync(ready, live);
      rmSync(ready);
    }),
  ).toEqual(restored);
});

test('a database that cannot be read is put aside as it is, with its log, and the copy takes its place', () => {
  const { chats, isKept } = stoppedAt(({ note, live }) => {
    writeNote(note);
    writeFileSync(live, 'not a database any more'.repeat(1000));
    writeFileSync(`${live}-wal`, 'nor its log');
  });
  expect([chats, isKept]).toEqual([['restored'], true]);
});
