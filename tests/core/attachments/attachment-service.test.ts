import { expect, onTestFinished, test } from 'vitest';
import { maxAttachmentBytes, maxAttachments } from '../../../main/contract/attachments.ts';
import { draftKeyOf, editDraftKey } from '../../../main/contract/drafts.ts';
import type { ConversationId, MessageId } from '../../../main/contract/ids.ts';
import { AttachmentService } from '../../../main/core/attachments/attachment-service.ts';
import { createAttachmentRepository } from '../../../main/storage/attachment-repository.ts';
import { createDraftRepository } from '../../../main/storage/draft-repository.ts';
import { openDatabase } from '../../../main/storage/database.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const newChat = draftKeyOf(null);

function openService() {
  const database = openDatabase({ dataFolder: temporaryFolder() });
  onTestFinished(() => void database.close());
  const changed: string[] = [];
  const start = (): AttachmentService =>
    new AttachmentService({
      attachments: createAttachmentRepository(database),
      clock: { now: () => 1 },
      draftChanged: (key) => void changed.push(key),
    });
  const drafts = createDraftRepository(database);
  const names = (key = newChat): string[] => drafts.find(key)?.attachments.map(({ name }) => name) ?? [];
  return { database, service: start(), start, changed, names };
}

test('files wait with a draft in the order they came, through a restart; one that is removed is gone from it', () => {
  const { service, start, changed, names } = openService();
  const first = service.add({ key: newChat, name: 'folder/a.md', text: '# A\none' });
  service.addFile({ key: newChat, name: 'b.txt', bytes: Buffer.from('ü\n') });
  const later = start();
  expect([first, names(), later.read(first.id)]).toEqual([
    { id: first.id, name: 'a.md', sizeBytes: 7, lines: 2 },
    ['a.md', 'b.txt'],
    '# A\none',
  ]);
  later.remove(first.id);
  later.remove(first.id);
  expect([names(), changed.length]).toEqual([['b.txt'], 3]);
  expect(() => later.read(first.id)).toThrow('not-found');
});

test('the same words are kept once, and go with the last who has them', () => {
  const { database, service } = openService();
  const texts = () => database.prepare('SELECT count(*) FROM attachment_texts').pluck().get();
  const [one, other] = ['a.txt', 'b.txt'].map((name) => service.add({ key: newChat, name, text: 'same' }));
  if (!one || !other) throw new Error('nothing was added');
  const counts = [texts()];
  service.remove(one.id);
  counts.push(texts());
  service.remove(other.id);
  counts.push(texts());
  expect(counts).toEqual([1, 1, 0]);
});

test('what is too large, too many or no text is refused by name and leaves nothing behind', () => {
  const { database, service, names } = openService();
  const tooLarge = new Uint8Array(maxAttachmentBytes + 1).fill(0x61);
  expect(() => service.addFile({ key: newChat, name: 'big.log', bytes: tooLarge })).toThrow('attachment-too-large');
  expect(() => service.add({ key: newChat, name: 'big.log', text: 'ä'.repeat(maxAttachmentBytes / 2 + 1) })).toThrow(
    'attachment-too-large',
  );
  expect(() => service.addFile({ key: newChat, name: 'x/photo.png', bytes: Buffer.from([0x89, 0, 1]) })).toThrow(
    '{"name":"photo.png"}',
  );
  expect(() => service.add({ key: newChat, name: 'a.bin', text: 'a\0b' })).toThrow('attachment-not-text');
  expect([names(), database.prepare('SELECT count(*) FROM attachment_texts').pluck().get()]).toEqual([[], 0]);
  for (let index = 0; index < maxAttachments; index += 1) service.add({ key: newChat, name: `${index}.txt`, text: '' });
  expect(() => service.add({ key: newChat, name: 'more.txt', text: '' })).toThrow('attachments-too-many');
});

test('what waited with an edit or a conversation that is gone is erased at the next start, and what was sent is not', () => {
  const { database, service, start } = openService();
  database.exec(`INSERT INTO conversations (id, title, title_source, created_at_ms, updated_at_ms) VALUES ('c', 't', 'auto', 1, 1);
    INSERT INTO messages (id, conversation_id, role, text, status, created_at_ms) VALUES ('m', 'c', 'user', 'hi', 'complete', 1)`);
  const kept = [
    service.add({ key: newChat, name: 'new.txt', text: 'new' }),
    service.add({ key: draftKeyOf('c' as ConversationId), name: 'conversation.txt', text: 'conversation' }),
    service.add({ key: editDraftKey('m' as MessageId), name: 'edit.txt', text: 'edit' }),
  ];
  const sent = service.add({ key: newChat, name: 'sent.txt', text: 'sent' });
  database.prepare('UPDATE attachments SET message_id = ?, draft_key = NULL WHERE id = ?').run('m', sent.id);
  const gone = [
    service.add({ key: editDraftKey('nobody' as MessageId), name: 'x.txt', text: 'x' }),
    service.add({ key: draftKeyOf('nobody' as ConversationId), name: 'y.txt', text: 'y' }),
  ];
  const later = start();
  // A message's own attachment cannot be taken from a draft it is not in.
  later.remove(sent.id);
  expect([...kept, sent].map(({ id }) => later.read(id))).toEqual(['new', 'conversation', 'edit', 'sent']);
  for (const { id } of gone) expect(() => later.read(id)).toThrow('not-found');
});
