import type { createLowlight } from 'lowlight';

type Root = ReturnType<ReturnType<typeof createLowlight>['highlight']>;

/** A stretch of code with the kind of thing it is, or null for plain text. */
export type CodeSpan = { readonly kind: CodeKind | null; readonly text: string };

export type CodeKind =
  'keyword' | 'string' | 'number' | 'comment' | 'title' | 'type' | 'name' | 'meta' | 'added' | 'removed';

/** Longer code is shown without colours: grammars are not made for it, and nobody reads it by colour. */
const longestHighlighted = 60_000;

const kinds: Readonly<Record<string, CodeKind>> = {
  addition: 'added',
  attr: 'name',
  attribute: 'name',
  built_in: 'type',
  bullet: 'keyword',
  char: 'string',
  class: 'type',
  code: 'string',
  comment: 'comment',
  deletion: 'removed',
  doctag: 'meta',
  formula: 'string',
  keyword: 'keyword',
  link: 'string',
  literal: 'number',
  meta: 'meta',
  name: 'keyword',
  number: 'number',
  operator: 'keyword',
  property: 'name',
  quote: 'comment',
  regexp: 'string',
  section: 'title',
  'selector-attr': 'name',
  'selector-class': 'title',
  'selector-id': 'title',
  'selector-pseudo': 'title',
  'selector-tag': 'keyword',
  string: 'string',
  symbol: 'number',
  tag: 'keyword',
  'template-tag': 'meta',
  'template-variable': 'name',
  title: 'title',
  type: 'type',
  variable: 'name',
};

export type Highlighter = (code: string, language: string) => readonly CodeSpan[] | null;

let loading: Promise<Highlighter> | undefined;

/** The grammars arrive with the first block of code, so that a chat without code never pays for them. */
export function loadHighlighter(): Promise<Highlighter> {
  loading ??= import('lowlight').then(({ common, createLowlight }) => {
    const lowlight = createLowlight(common);
    return (code, language) => {
      const known = language.toLowerCase();
      if (code.length > longestHighlighted || !lowlight.registered(known)) return null;
      return spansOf(lowlight.highlight(known, code));
    };
  });
  return loading;
}

/** Flattens the tree: an inner kind wins over the one around it. */
function spansOf(root: Root): readonly CodeSpan[] {
  const spans: CodeSpan[] = [];
  const collect = (nodes: Root['children'], around: CodeKind | null): void => {
    for (const node of nodes) {
      if (node.type === 'text') spans.push({ kind: around, text: node.value });
      else if (node.type === 'element') collect(node.children, kindOf(node.properties['className']) ?? around);
    }
  };
  collect(root.children, null);
  return spans;
}

function kindOf(className: unknown): CodeKind | null {
  const first: unknown = Array.isArray(className) ? className[0] : className;
  if (typeof first !== 'string') return null;
  const name = first.replace(/^hljs-/, '');
  // `title.class_` comes as two classes; the second one tells a type from a function.
  if (name === 'title' && Array.isArray(className) && className.includes('class_')) return 'type';
  return Object.hasOwn(kinds, name) ? (kinds[name] ?? null) : null;
}
