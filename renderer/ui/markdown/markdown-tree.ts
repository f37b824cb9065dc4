/** Text inside a block. */
export type MarkdownInline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'break' }
  | { readonly type: 'emphasis' | 'strong' | 'strikethrough'; readonly children: readonly MarkdownInline[] }
  | {
      readonly type: 'link';
      readonly href: string;
      readonly host: string;
      readonly children: readonly MarkdownInline[];
    }
  /** A link this app does not follow: its address is shown as text. */
  | { readonly type: 'dead-link'; readonly address: string; readonly children: readonly MarkdownInline[] }
  | { readonly type: 'image'; readonly alt: string; readonly address: string }
  /** `source` with its marks, for whoever cannot be shown the formula. */
  | { readonly type: 'math'; readonly tex: string; readonly source: string; readonly isDisplay: boolean };

export type ColumnAlignment = 'start' | 'center' | 'end';

/** `source` identifies the item: equal source and place mean an equal subtree, so it need not render again. */
export type MarkdownListItem = {
  readonly source: string;
  /** Null when the item is not a task. */
  readonly isDone: boolean | null;
  readonly children: readonly MarkdownNode[];
};

export type MarkdownTableRow = {
  readonly source: string;
  readonly cells: readonly (readonly MarkdownInline[])[];
};

export type MarkdownNode =
  | { readonly type: 'paragraph'; readonly isTight: boolean; readonly children: readonly MarkdownInline[] }
  | {
      readonly type: 'heading';
      /** As written, 1–6: decides the size. */
      readonly depth: number;
      /** Its rank in the page's outline, 3–6, without gaps; null inside lists and quotes. */
      readonly rank: number | null;
      readonly children: readonly MarkdownInline[];
    }
  | { readonly type: 'code'; readonly language: string; readonly text: string; readonly isClosed: boolean }
  | { readonly type: 'quote'; readonly children: readonly MarkdownNode[] }
  | {
      readonly type: 'list';
      readonly isOrdered: boolean;
      readonly start: number;
      readonly items: readonly MarkdownListItem[];
    }
  | {
      readonly type: 'table';
      readonly alignments: readonly ColumnAlignment[];
      readonly head: MarkdownTableRow;
      readonly rows: readonly MarkdownTableRow[];
    }
  | { readonly type: 'rule' }
  /** A formula of its own; one that is not closed has no `tex` yet. */
  | { readonly type: 'math'; readonly tex: string | null; readonly source: string }
  /** Source too deeply nested to lay out, as it was written. */
  | { readonly type: 'plain'; readonly text: string };

/** A block of the document's top level. Once closed it is the same object for ever; where it starts identifies it. */
export type MarkdownBlock = {
  readonly startOffset: number;
  readonly source: string;
  readonly node: MarkdownNode;
  /** The next block goes on with what this one began: together they would be too long. */
  readonly isCut?: boolean;
};
