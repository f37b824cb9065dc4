import type { Conversation } from '../../../../main/contract/chat.ts';

/** What of all conversations the list shows. */
export type ListView = {
  readonly isArchive: boolean;
  /** Only conversations with this tag; null: all. */
  readonly tag: string | null;
  /** Projects whose conversations are folded away. */
  readonly closedProjectIds: ReadonlySet<string>;
};

export const wholeList: ListView = { isArchive: false, tag: null, closedProjectIds: new Set() };

export function withProjectToggled(view: ListView, projectId: string): ListView {
  const closed = new Set(view.closedProjectIds);
  if (!closed.delete(projectId)) closed.add(projectId);
  return { ...view, closedProjectIds: closed };
}

/** Two tags are the same whatever their letter case, as in the database: ASCII letters only. */
export function isSameTag(left: string, right: string): boolean {
  const fold = (tag: string): string => tag.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  return fold(left) === fold(right);
}

export type TagUse = { readonly tag: string; readonly count: number };

/** Every tag that some conversation has, by name. */
export function tagsInUse(conversations: readonly Conversation[]): readonly TagUse[] {
  const counts = new Map<string, number>();
  for (const { tags } of conversations) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .toSorted((left, right) => left.tag.localeCompare(right.tag));
}
