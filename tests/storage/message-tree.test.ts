import { expect, onTestFinished, test } from 'vitest';
import type { Conversation } from '../../main/contract/chat.ts';
import type { ConversationId, MessageId } from '../../main/contract/ids.ts';
import type { NewMessage } from '../../main/core/ports/message-tree.ts';
import { openStorage } from '../../main/storage/storage.ts';
import { appErrorOf } from '../support/app-error-of.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const chatId = 'chat' as ConversationId;
const conversation: Conversation = {
  ...{ id: chatId, title: 'Tea', titleSource: 'auto', modelId: null, isPinned: false, isArchived: false },
  ...{ projectId: null, tags: ['green'], createdAtMs: 1, updatedAtMs: 1 },
};
const after = { conversationId: chatId, updatedAtMs: 3 };
const idOf = (id: string): MessageId => id as MessageId;

/** `q…` are a person's, everything else is a reply. */
function message(id: string, parentId: string | null): NewMessage {
  return {
    ...{ id: idOf(id), conversationId: chatId, parentId: parentId as MessageId | null, text: id },
    ...{ role: id.startsWith('q') ? 'user' : 'assistant', status: 'complete', createdAtMs: 2 },
  };
}

/** q1 – a1 – q2 – a2 – q3 – a3, of which the last is shown. */
function openTree() {
  const dataFolder = temporaryFolder();
  const storage = openStorage({ dataFolder });
  onTestFinished(() => storage.close());
  const tree = storage.conversations;
  const ids = ['q1', 'a1', 'q2', 'a2', 'q3', 'a3'];
  tree.createWith(
    conversation,
    ids.map((id, place) => message(id, ids[place - 1] ?? null)),
  );
  let nowMs = 1_000;
  const remove = (id: string, extent: 'one' | 'from-here'): string => {
    nowMs += 1;
    tree.remove({ id: `without-${id}`, messageId: idOf(id), extent, removedAtMs: nowMs });
    return `without-${id}`;
  };
  return {
    ...{ storage, dataFolder, tree, remove },
    shown: () => tree.pathIds(chatId).join(' '),
    siblings: (id: string) => tree.findMessage(idOf(id))?.siblingIds.join(' '),
  };
}

// Would catch: a message that is removed with everything that was said after it, or that comes back elsewhere.
test('one message is taken out, what follows moves up, and it comes back where it was', () => {
  const { tree, remove, shown } = openTree();
  const removal = remove('q2', 'one');
  expect([shown(), tree.findMessage(idOf('q2')), tree.findMessage(idOf('a2'))?.parentId]).toEqual([
    'q1 a1 a2 q3 a3',
    null,
    'a1',
  ]);
  expect(tree.undoRemoval(removal)).toEqual({ conversationId: chatId, messageId: 'q2' });
  expect([shown(), tree.undoRemoval(removal)]).toEqual(['q1 a1 q2 a2 q3 a3', null]);
});

// Would catch: a leaf that points to a removed message, so that the next message hangs on nothing that is shown.
test('from a message on everything goes, and the path ends before it', () => {
  const { tree, remove, shown } = openTree();
  const removal = remove('a2', 'from-here');
  expect([shown(), tree.activeLeaf(chatId), tree.lastRemoval(chatId)]).toEqual(['q1 a1 q2', 'q2', removal]);
  tree.undoRemoval(removal);
  expect(tree.lastRemoval(chatId)).toBeNull();
  expect(shown()).toBe('q1 a1 q2 a2 q3 a3');
});

// Would catch: deleting one version of a reply and being left without any of the others.
test('when a version goes, the nearest other one is shown with what was said below it', () => {
  const { tree, remove, shown, siblings } = openTree();
  tree.append([message('b1', 'q1')], after);
  tree.append([message('c1', 'q1')], after);
  expect(siblings('a1')).toBe('a1 b1 c1');
  remove('c1', 'from-here');
  expect([shown(), siblings('a1')]).toEqual(['q1 b1', 'a1 b1']);
  remove('b1', 'one');
  expect(shown()).toBe('q1 a1 q2 a2 q3 a3');
});

// Would catch: words that no navigator leads to any more, because what moved up stands beside messages of another role.
test('what moves up beside other versions can be reached from them', () => {
  const { tree, remove, shown, siblings } = openTree();
  tree.append([message('b1', 'q1')], after);
  tree.selectBranch(idOf('a1'));
  remove('a1', 'one');
  expect([shown(), siblings('q2')]).toEqual(['q1 q2 a2 q3 a3', 'q2 b1']);
});

// Would catch: a whole conversation that is removed and cannot be brought back, or not be written in again.
test('everything can go and come back; a new beginning stays beside it', () => {
  const { tree, remove, shown } = openTree();
  const removal = remove('q1', 'from-here');
  expect([shown(), tree.activeLeaf(chatId)]).toEqual(['', null]);
  tree.append([message('q9', null)], after);
  expect(shown()).toBe('q9');
  tree.undoRemoval(removal);
  expect([shown(), tree.findMessage(idOf('q9'))?.siblingIds]).toEqual(['q1 a1 q2 a2 q3 a3', ['q1', 'q9']]);
});

// Would catch: an undo that throws away what was written in the meantime, or cannot be reached from.
test('what was written since a removal stays, beside what an undo brings back or below it', () => {
  const one = openTree();
  const beside = one.remove('a3', 'one');
  one.tree.append([message('q4', 'q3'), message('a4', 'q4')], after);
  one.tree.undoRemoval(beside);
  expect([one.shown(), one.siblings('a3')]).toEqual(['q1 a1 q2 a2 q3 a3', 'a3 q4']);
  const two = openTree();
  const above = two.remove('a2', 'one');
  two.tree.append([message('q4', 'a3'), message('a4', 'q4')], after);
  two.tree.undoRemoval(above);
  expect(two.shown()).toBe('q1 a1 q2 a2 q3 a3 q4 a4');
});

const orders: readonly (readonly string[])[] = [
  ['a1', 'q2', 'a2'],
  ['a1', 'a2', 'q2'],
  ['q2', 'a1', 'a2'],
  ['q2', 'a2', 'a1'],
  ['a2', 'a1', 'q2'],
  ['a2', 'q2', 'a1'],
];
// Would catch: two toasts, undone in the order they came, that leave messages in another order than before.
test('neighbours that were removed one by one come back in any order', () => {
  const { tree, remove, shown } = openTree();
  for (const removed of orders) {
    for (const order of orders) {
      for (const id of removed) remove(id, 'one');
      expect(shown()).toBe('q1 q3 a3');
      for (const id of order) tree.undoRemoval(`without-${id}`);
      expect(shown(), `removed ${removed.join(' ')}, back ${order.join(' ')}`).toBe('q1 a1 q2 a2 q3 a3');
    }
  }
});

// Would catch: a message that comes back below one that is still removed, and is on no path.
test('what hung on something removed since brings that back as well', () => {
  const { tree, remove, shown } = openTree();
  remove('a3', 'one');
  remove('q2', 'from-here');
  expect(shown()).toBe('q1 a1');
  tree.undoRemoval('without-a3');
  expect([shown(), tree.undoRemoval('without-q2')]).toEqual(['q1 a1 q2 a2 q3 a3', null]);
});

// Would catch: a second removal that is taken for part of the first because the clock has not moved.
test('two removals of the same millisecond are undone one by one', () => {
  const { tree, shown } = openTree();
  const at = { extent: 'one', removedAtMs: 5 } as const;
  tree.remove({ ...at, id: 'first', messageId: idOf('a1') });
  tree.remove({ ...at, id: 'second', messageId: idOf('a2') });
  tree.undoRemoval('first');
  expect(shown()).toBe('q1 a1 q2 q3 a3');
});

// Would catch: an undo that is lost when the app is closed; words that are kept for ever after they were deleted.
test('a removal outlives a restart, and is erased for good once its time is over', () => {
  const { storage, dataFolder, remove } = openTree();
  const early = remove('a1', 'one');
  const late = remove('q3', 'from-here');
  storage.close();
  const { conversations: tree, close } = openStorage({ dataFolder });
  tree.purgeRemoved(1_002);
  expect([tree.undoRemoval(early), tree.undoRemoval(late)?.messageId]).toEqual([null, 'q3']);
  expect(tree.pathIds(chatId).join(' ')).toBe('q1 q2 a2 q3 a3');
  close();
});

// Would catch: SQLite’s limit of a thousand cascades, which made the purge of a long branch fail for ever.
test('thousands of messages are removed, come back and are erased', () => {
  const { tree, remove, shown } = openTree();
  const ids = Array.from({ length: 3000 }, (_, index) => `m${index}`);
  tree.append(
    ids.map((id, index) => message(id, ids[index - 1] ?? 'a3')),
    after,
  );
  remove('q3', 'from-here');
  expect(shown()).toBe('q1 a1 q2 a2');
  tree.undoRemoval('without-q3');
  expect(tree.pathIds(chatId)).toHaveLength(3006);
  remove('q3', 'from-here');
  tree.purgeRemoved(10_000);
  expect(shown()).toBe('q1 a1 q2 a2');
});

test('what is not there cannot be removed', async () => {
  const { tree, remove } = openTree();
  remove('a3', 'one');
  for (const id of ['a3', 'nothing']) {
    expect(await appErrorOf(() => tree.remove({ id, messageId: idOf(id), extent: 'one', removedAtMs: 1 }))).toBe(
      'not-found',
    );
  }
});
