import { createElement, memo, useRef, type ReactNode } from 'react';
import { t } from '../../i18n/translate.ts';
import { classNames } from '../class-names.ts';
import { VisuallyHidden } from '../visually-hidden.tsx';
import { CodeBlock } from './code-block.tsx';
import { DiagramBlock } from './diagram/diagram-block.tsx';
import { Formula, FormulaSource } from './formula.tsx';
import { inlineElements } from './inline.tsx';
import { plainText } from './plain-text.ts';
import type {
  MarkdownInline,
  MarkdownListItem,
  MarkdownNode,
  MarkdownTableRow,
  ColumnAlignment,
} from './markdown-tree.ts';
import { useIsOverflowing } from './use-is-overflowing.ts';
import { visibleText } from './visible-text.tsx';
import styles from './markdown.module.css';

type NodeProps<Type extends MarkdownNode['type']> = {
  readonly node: Extract<MarkdownNode, { type: Type }>;
  readonly isOpen: boolean;
};

/** `isOpen`: the text still grows at the end of this block. */
export const Block = memo(function Block({ node, isOpen }: NodeProps<MarkdownNode['type']>): ReactNode {
  switch (node.type) {
    case 'paragraph':
      return createElement(node.isTight ? 'div' : 'p', { className: styles.paragraph }, inlineElements(node.children));
    case 'heading':
      return <Heading node={node} isOpen={isOpen} />;
    case 'code':
      return <Code node={node} isOpen={isOpen} />;
    case 'quote':
      return (
        <blockquote dir="auto" className={styles.quote}>
          {blockElements(node.children, isOpen)}
        </blockquote>
      );
    case 'list':
      return <List node={node} isOpen={isOpen} />;
    case 'table':
      return <Table node={node} isOpen={isOpen} />;
    case 'math':
      return <BlockFormula node={node} isOpen={isOpen} />;
    case 'rule':
      return <hr className={styles.rule} />;
    case 'plain':
      return <Plain node={node} isOpen={isOpen} />;
  }
});

/** Children of a block; only the last of an open one is open itself. */
function blockElements(nodes: readonly MarkdownNode[], isOpen: boolean): ReactNode {
  return nodes.map((node, place) => blockElement(node, place, isOpen && place === nodes.length - 1));
}

function blockElement(node: MarkdownNode, place: number, isOpen: boolean): ReactNode {
  return <Block key={place} node={node} isOpen={isOpen} />;
}

function Code({ node, isOpen }: NodeProps<'code'>) {
  const isSettled = node.isClosed || !isOpen;
  if (node.language.toLowerCase() === 'mermaid') return <DiagramBlock text={node.text} isSettled={isSettled} />;
  return <CodeBlock language={node.language} text={node.text} isSettled={isSettled} />;
}

function BlockFormula({ node }: NodeProps<'math'>) {
  if (node.tex !== null) return <Formula tex={node.tex} source={node.source} isDisplay />;
  return (
    <p className={styles.paragraph}>
      <FormulaSource text={node.source} />
    </p>
  );
}

function Heading({ node }: NodeProps<'heading'>) {
  const size = styles[`heading${Math.min(node.depth, 4)}`];
  const tag = node.rank === null ? 'p' : `h${node.rank}`;
  return createElement(tag, { className: size }, inlineElements(node.children));
}

function Plain({ node }: NodeProps<'plain'>) {
  const box = useRef<HTMLPreElement>(null);
  const isOverflowing = useIsOverflowing(box);
  return (
    <pre
      ref={box}
      className={styles.plain}
      role="group"
      aria-label={t('markdown.plain')}
      tabIndex={isOverflowing ? 0 : undefined}
    >
      <span>{visibleText(node.text, 'code')}</span>
    </pre>
  );
}

function List({ node, isOpen }: NodeProps<'list'>) {
  const items = node.items.map((item, place) => itemElement(item, place, isOpen && place === node.items.length - 1));
  // Counters of more than nine digits would push the text out of its column.
  const props = node.isOrdered ? { start: Math.min(node.start, 999_999_999) } : {};
  return createElement(node.isOrdered ? 'ol' : 'ul', { ...props, dir: 'auto', className: styles.list }, items);
}

function itemElement(item: MarkdownListItem, place: number, isOpen: boolean): ReactNode {
  return <ListItem key={place} item={item} isOpen={isOpen} />;
}

const ListItem = memo(
  function ListItem({ item, isOpen }: { readonly item: MarkdownListItem; readonly isOpen: boolean }) {
    if (item.isDone === null) return <li>{blockElements(item.children, isOpen)}</li>;
    return (
      <li className={styles.task} data-done={item.isDone}>
        <span className={styles.box} aria-hidden="true" />
        <VisuallyHidden>{item.isDone ? t('markdown.task-done') : t('markdown.task-open')}</VisuallyHidden>
        {blockElements(item.children, isOpen)}
      </li>
    );
  },
  (before, after) =>
    before.item.source === after.item.source &&
    before.isOpen === after.isOpen &&
    isTight(before.item) === isTight(after.item),
);

/** The items of a list are tight or loose together: a later blank line changes those above it. */
function isTight(item: MarkdownListItem): boolean {
  return item.children.some((child) => child.type === 'paragraph' && child.isTight);
}

function Table({ node }: NodeProps<'table'>) {
  const box = useRef<HTMLDivElement>(null);
  const isOverflowing = useIsOverflowing(box);
  return (
    <div
      ref={box}
      className={styles.tableBox}
      dir="auto"
      role="group"
      aria-label={t('markdown.table')}
      tabIndex={isOverflowing ? 0 : undefined}
    >
      <table className={styles.table}>
        <thead>
          <TableRow row={node.head} alignments={node.alignments} isHead />
        </thead>
        <tbody>{node.rows.map((row, place) => rowElement(row, place, node.alignments))}</tbody>
      </table>
    </div>
  );
}

function rowElement(row: MarkdownTableRow, place: number, alignments: readonly ColumnAlignment[]): ReactNode {
  return <TableRow key={place} row={row} alignments={alignments} />;
}

/** Sentences in a cell get room, so that a narrow window scrolls sideways instead of stacking words. */
const wordyLength = 28;

function cellClass(cell: readonly MarkdownInline[], alignment: ColumnAlignment = 'start'): string {
  return classNames(styles[alignment], plainText(cell).length > wordyLength && styles.wordy);
}

type TableRowProps = {
  readonly row: MarkdownTableRow;
  readonly alignments: readonly ColumnAlignment[];
  readonly isHead?: boolean;
};

const TableRow = memo(
  function TableRow({ row, alignments, isHead = false }: TableRowProps) {
    const cells = row.cells.map((cell, column) =>
      createElement(
        isHead ? 'th' : 'td',
        { key: column, className: cellClass(cell, alignments[column]), ...(isHead && { scope: 'col' }) },
        inlineElements(cell),
      ),
    );
    return <tr>{cells}</tr>;
  },
  (before, after) => before.row.source === after.row.source && before.alignments.join() === after.alignments.join(),
);
