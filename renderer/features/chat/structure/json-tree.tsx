import { useMemo, useRef, useState } from 'react';
import { formatNumber } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { firstOpen, jsonPath, jsonRows, rowsAtOnce, type JsonRow } from '../../../state/chat/json-tree.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useTreeKeys } from './use-tree-keys.ts';
import styles from './structure.module.css';

/** A value as a tree. Arrows move, open and close; what is chosen can be copied, and its path. */
export function JsonTree({ value }: { readonly value: unknown }) {
  const [open, setOpen] = useState(() => firstOpen(value));
  const [shown, setShown] = useState<ReadonlyMap<string, number>>(new Map());
  const [activeId, setActiveId] = useState('');
  const tree = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => jsonRows(value, open, shown), [value, open, shown]);
  const active = rows.find(({ id }) => id === activeId) ?? rows[0];
  const turn = (row: JsonRow, isOpen: boolean): void =>
    setOpen((before) => new Set(isOpen ? [...before, row.id] : [...before].filter((id) => id !== row.id)));
  const move = (id: string): void => {
    setActiveId(id);
    tree.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus();
  };
  const onKeyDown = useTreeKeys({ rows, active, move, turn });
  const more = (parentId: string): void =>
    setShown((before) => new Map(before).set(parentId, (before.get(parentId) ?? rowsAtOnce) + rowsAtOnce));
  return (
    <div className={styles.box}>
      <div className={styles.place}>
        <code className={styles.path}>{active === undefined ? '$' : jsonPath(rows, active.id)}</code>
        <CopyButton label={t('structure.copy-path')} text={() => jsonPath(rows, active?.id ?? '')} />
        <span className={styles.end}>
          <CopyButton label={t('structure.copy-value')} text={() => valueText(active?.value)} />
        </span>
      </div>
      <div ref={tree} role="tree" aria-label={t('structure.tree')} className={styles.tree} onKeyDown={onKeyDown}>
        {rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            isActive={row === active}
            onChoose={() => {
              move(row.id);
              if (row.children > 0) turn(row, !row.isOpen);
            }}
            onFocus={() => setActiveId(row.id)}
          />
        ))}
      </div>
      {rows
        .filter(({ hidden }) => hidden > 0)
        .map(({ parentId, hidden }) => (
          <Button key={parentId} size="small" variant="quiet" onClick={() => more(parentId ?? '')}>
            {t('structure.more', { path: jsonPath(rows, parentId ?? ''), count: hidden })}
          </Button>
        ))}
    </div>
  );
}

type RowProps = {
  readonly row: JsonRow;
  readonly isActive: boolean;
  readonly onChoose: () => void;
  readonly onFocus: () => void;
};

function Row({ row, isActive, onChoose, onFocus }: RowProps) {
  const { key, depth, place, siblings, children, isOpen } = row;
  return (
    <div
      role="treeitem"
      data-row={row.id}
      className={classNames(styles.row, isActive && styles.active)}
      style={{ paddingInlineStart: `${0.375 + Math.min(depth, 24) * 1}rem` }}
      tabIndex={isActive ? 0 : -1}
      aria-level={depth + 1}
      aria-posinset={place}
      aria-setsize={siblings}
      aria-selected={isActive}
      aria-expanded={children > 0 ? isOpen : undefined}
      onClick={onChoose}
      onFocus={onFocus}
    >
      <span className={styles.arrow}>
        {children > 0 ? <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={13} /> : null}
      </span>
      {key === null ? null : <span className={typeof key === 'number' ? styles.index : styles.key}>{key}</span>}
      <Value row={row} />
    </div>
  );
}

const longestShown = 2000;

function Value({ row: { kind, value, children } }: { readonly row: JsonRow }) {
  if (kind === 'array' || kind === 'object') {
    const words = t(kind === 'array' ? 'structure.items' : 'structure.fields', { count: children });
    return <span className={styles.count}>{words}</span>;
  }
  if (kind === 'string') {
    const text = String(value);
    return (
      <span className={styles.string} dir="auto">
        {text === '' ? '""' : text.slice(0, longestShown)}
        {text.length > longestShown ? (
          <span className={styles.count}>
            {' '}
            {t('structure.longer', { count: formatNumber(text.length - longestShown) })}
          </span>
        ) : null}
      </span>
    );
  }
  return <span className={styles[kind]}>{String(value)}</span>;
}

/** A text as it is, everything else as JSON. */
function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value, null, 2) ?? '';
  } catch {
    // Nested deeper than the engine can write.
    return '';
  }
}
