import type { KeyboardEvent } from 'react';
import type { JsonRow } from '../../../state/chat/json-tree.ts';

type TreeKeys = {
  readonly rows: readonly JsonRow[];
  readonly active: JsonRow | undefined;
  readonly move: (id: string) => void;
  readonly turn: (row: JsonRow, isOpen: boolean) => void;
};

/** The keys of a tree, as the ARIA Authoring Practices have them. */
export function useTreeKeys({ rows, active, move, turn }: TreeKeys): (event: KeyboardEvent) => void {
  return (event) => {
    if (active === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = rows.indexOf(active);
    const go = (row: JsonRow | undefined): void => {
      if (row !== undefined) move(row.id);
    };
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(rows[index + 1]),
      ArrowUp: () => go(rows[index - 1]),
      Home: () => go(rows[0]),
      End: () => go(rows.at(-1)),
      ArrowRight: () => (active.isOpen ? go(rows[index + 1]) : active.children > 0 && turn(active, true)),
      ArrowLeft: () => (active.isOpen ? turn(active, false) : active.parentId !== null && move(active.parentId)),
      Enter: () => active.children > 0 && turn(active, !active.isOpen),
      ' ': () => active.children > 0 && turn(active, !active.isOpen),
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    step();
  };
}
