export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

/** One line of a value's tree. Lines are known by where they stand: a JSON pointer (RFC 6901). */
export type JsonRow = {
  readonly id: string;
  readonly kind: JsonKind;
  /** The name or number in its parent; null for the whole value. */
  readonly key: string | number | null;
  readonly value: unknown;
  readonly depth: number;
  /** Counted from 1, among its parent's children. */
  readonly place: number;
  readonly siblings: number;
  /** Of an object or array. */
  readonly children: number;
  readonly isOpen: boolean;
  /** The line's parent; null for the whole value. */
  readonly parentId: string | null;
  /** Children that are not shown although it is open; the last shown line of a parent tells. */
  readonly hidden: number;
};

/** Children shown at first, and further ones with each click: a page of rows, whatever a model said. */
export const rowsAtOnce = 100;
const openAtFirst = 60;

/** The lines of a value, as far as its parts are open. @param shown how many children of a part, where that is not `rowsAtOnce`. */
export function jsonRows(
  value: unknown,
  open: ReadonlySet<string>,
  shown: ReadonlyMap<string, number> = new Map(),
): readonly JsonRow[] {
  const rows: JsonRow[] = [];
  const waiting: JsonRow[] = [
    rowOf(value, { id: '', key: null, depth: 0, place: 1, siblings: 1, parentId: null }, open),
  ];
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    rows.push(row);
    if (row.isOpen) waiting.push(...childRows(row, open, shown.get(row.id) ?? rowsAtOnce).reverse());
  }
  return rows;
}

/** What is open before anybody chose: level after level, while it is little. */
export function firstOpen(value: unknown): ReadonlySet<string> {
  const open = new Set<string>();
  let level = [rowOf(value, { id: '', key: null, depth: 0, place: 1, siblings: 1, parentId: null }, open)];
  let rows = 1;
  while (level.length > 0) {
    const parents = level.filter(({ children }) => children > 0);
    rows += parents.reduce((sum, { children }) => sum + Math.min(children, rowsAtOnce), 0);
    // The first level is always open: a closed root says nothing.
    if (parents.length === 0 || (rows > openAtFirst && open.size > 0)) return open;
    for (const { id } of parents) open.add(id);
    level = parents.flatMap((parent) => childRows({ ...parent, isOpen: true }, open, rowsAtOnce));
  }
  return open;
}

/** How programmers write the place: `$.steps[0]["own name"]`. */
export function jsonPath(rows: readonly JsonRow[], id: string): string {
  const steps: string[] = [];
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (let row = byId.get(id); row !== undefined && row.key !== null; row = byId.get(row.parentId ?? '')) {
    if (typeof row.key === 'number') steps.push(`[${row.key}]`);
    else steps.push(/^[A-Za-z_$][\w$]*$/.test(row.key) ? `.${row.key}` : `[${JSON.stringify(row.key)}]`);
  }
  return `$${steps.reverse().join('')}`;
}

type Standing = Pick<JsonRow, 'id' | 'key' | 'depth' | 'place' | 'siblings' | 'parentId'>;

function rowOf(value: unknown, standing: Standing, open: ReadonlySet<string>): JsonRow {
  const kind = kindOf(value);
  const children = kind === 'array' || kind === 'object' ? Object.keys(value as object).length : 0;
  return { ...standing, kind, value, children, isOpen: children > 0 && open.has(standing.id), hidden: 0 };
}

function childRows(parent: JsonRow, open: ReadonlySet<string>, most: number): JsonRow[] {
  const { value, id, depth, children } = parent;
  const isArray = Array.isArray(value);
  const parts = value as Readonly<Record<string, unknown>>;
  return Object.keys(parts)
    .slice(0, most)
    .map((name, index) => {
      const key = isArray ? index : name;
      const standing = {
        id: `${id}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        key,
        depth: depth + 1,
        place: index + 1,
        siblings: children,
        parentId: id,
      };
      const hidden = index === most - 1 ? children - most : 0;
      return { ...rowOf(parts[name], standing, open), hidden };
    });
}

function kindOf(value: unknown): JsonKind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'object' || type === 'string' || type === 'number' || type === 'boolean' ? type : 'null';
}
