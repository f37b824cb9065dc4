import type { ExchangeConversation, ExchangeMessage } from '../../../contract/exchange-file.ts';

/** Messages that follow each other, `from` being the place of the first one in its path. */
export type Branch = { readonly from: number; readonly messages: readonly ExchangeMessage[] };

type Tree = Pick<ExchangeConversation, 'messages' | 'activeLeafId'>;

/** Every path from a beginning to an end: the active one first, the others as their ends came to be. */
export function pathsOf(tree: Tree): readonly (readonly ExchangeMessage[])[] {
  const byId = new Map(tree.messages.map((message) => [message.id, message]));
  const parents = new Set(tree.messages.map(({ parentId }) => parentId));
  const leaves = tree.messages.filter(({ id }) => !parents.has(id));
  const active = tree.activeLeafId === null ? undefined : byId.get(tree.activeLeafId);
  const ends = active === undefined ? leaves : [active, ...leaves.filter((leaf) => leaf !== active)];
  return ends.map((end) => pathTo(end, byId));
}

function pathTo(end: ExchangeMessage, byId: ReadonlyMap<string, ExchangeMessage>): readonly ExchangeMessage[] {
  const path: ExchangeMessage[] = [];
  for (let at: ExchangeMessage | undefined = end; at !== undefined;) {
    path.push(at);
    at = at.parentId === null ? undefined : byId.get(at.parentId);
  }
  return path.reverse();
}

/** The active path whole, then of every other path what is not told yet. */
export function branchesOf(tree: Tree, which: 'active' | 'all'): readonly Branch[] {
  const [active, ...others] = pathsOf(tree);
  if (active === undefined) return [];
  const told = new Set(active);
  const branches: Branch[] = [{ from: 0, messages: active }];
  for (const path of which === 'all' ? others : []) {
    const from = path.findIndex((message) => !told.has(message));
    // The active path may end where others go on: then nothing of it is new.
    if (from < 0) continue;
    const messages = path.slice(from);
    for (const message of messages) told.add(message);
    branches.push({ from, messages });
  }
  return branches;
}
