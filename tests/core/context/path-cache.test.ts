import { expect, onTestFinished, test } from 'vitest';
import type { ConversationId, MessageId } from '../../../main/contract/ids.ts';
import { PathCache } from '../../../main/core/context/path-cache.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { exampleConversation, exampleMessage } from '../../support/example-conversation.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('a message that went while another came back is seen, although the path ends and is as long as before', () => {
  const storage = openStorage({ dataFolder: temporaryFolder() });
  onTestFinished(() => storage.close());
  const { conversations } = storage;
  const ids = ['a', 'b', 'c', 'd'];
  conversations.createWith(
    exampleConversation('chat'),
    ids.map((id, place) => exampleMessage(id, ids[place - 1] ?? null)),
  );
  const paths = new PathCache(conversations);
  const path = () => paths.path('chat' as ConversationId, null).map(({ messageId }) => messageId);
  const remove = (id: string): void =>
    conversations.remove({ id: `without-${id}`, messageId: id as MessageId, extent: 'one', removedAtMs: 1 });
  remove('b');
  expect(path()).toEqual(['a', 'c', 'd']);
  conversations.undoRemoval('without-b');
  remove('c');
  expect(path()).toEqual(['a', 'b', 'd']);
  const once = paths.path('chat' as ConversationId, null);
  expect(paths.path('chat' as ConversationId, null)).toBe(once);
});
