import type { Message } from '../../../../main/contract/chat.ts';
import { createStore, type Store } from '../../../state/store.ts';
import { virtualWindow, type VirtualWindow } from '../../../ui/virtual-window.ts';
import { mustStay } from './must-stay.ts';
import { RowHeights } from './row-heights.ts';
import { rowRuns, type RowRun } from './row-runs.ts';

export type DrawnRows = {
  /** `end` is infinite while the window reaches the end of the path: what is added there is drawn at once. */
  readonly window: VirtualWindow;
  /** Places outside the window whose rows stay, ascending. */
  readonly kept: readonly number[];
};

const leastMargin = 500;
const mostMargin = 1_200;

/**
 * Which rows of a long conversation are in the document: those near the screen, and those that a person is at work in.
 * Rows stand in the flow, with room between them for the rest, so the browser's own scroll anchoring keeps the reader's
 * place when rows above turn out to be of another height.
 */
export class RowWindow {
  readonly drawn: Store<DrawnRows>;
  readonly #heights = new RowHeights();
  readonly #look: (from: number, to: number) => void;
  readonly #rows = new Set<HTMLElement>();
  readonly #sizes: ResizeObserver;
  #scroller: HTMLElement | null = null;
  #columnWidth = 0;
  #frame = 0;

  /** @param look told which places are near the screen. */
  constructor(messages: readonly (Message | null)[], look: (from: number, to: number) => void) {
    this.#look = look;
    this.#heights.follow(messages);
    this.#sizes = new ResizeObserver((entries) => this.#measure(entries));
    const height = window.innerHeight;
    const scrollTop = Math.max(0, (this.#heights.offsets.at(-1) ?? 0) - height);
    this.drawn = createStore<DrawnRows>({ window: this.#windowAt({ scrollTop, height }, leastMargin), kept: [] });
  }

  /** Where rows begin, as far as it is known; pixels below the list's top. */
  get offsets(): readonly number[] {
    return this.#heights.offsets;
  }

  follow(messages: readonly (Message | null)[]): void {
    this.#heights.follow(messages);
  }

  runs({ window, kept }: DrawnRows): readonly RowRun[] {
    const { offsets } = this.#heights;
    const count = offsets.length - 1;
    const end = Math.min(window.end, count);
    return rowRuns(offsets, { first: Math.min(window.first, end), end }, kept);
  }

  /** Follows a scroller until the returned function is called. Attached means at the end. */
  attach(scroller: HTMLElement): () => void {
    this.#scroller = scroller;
    for (const row of this.#rows) this.#heights.measure(placeOf(row), row.getBoundingClientRect().height);
    scroller.scrollTop = scroller.scrollHeight;
    const onScroll = (): void => this.update();
    scroller.addEventListener('scroll', onScroll, { passive: true });
    this.#sizes.observe(scroller);
    this.update();
    return () => {
      cancelAnimationFrame(this.#frame);
      scroller.removeEventListener('scroll', onScroll);
      this.#sizes.unobserve(scroller);
      this.#scroller = null;
    };
  }

  /** Follows the height of a row; its place is in `data-place`. */
  readonly observe = (row: HTMLElement | null): (() => void) | undefined => {
    if (row === null) return undefined;
    this.#rows.add(row);
    this.#sizes.observe(row);
    return () => {
      this.#rows.delete(row);
      this.#sizes.unobserve(row);
    };
  };

  /** Looks where the reader is, and draws what is missing there. */
  update(): void {
    const scroller = this.#scroller;
    if (scroller === null) return;
    const view = { scrollTop: scroller.scrollTop, height: scroller.clientHeight };
    const margin = Math.min(mostMargin, Math.max(leastMargin, view.height));
    const drawn = this.drawn.get();
    const isWide = covers(drawn.window, this.#windowAt(view, margin / 3));
    const isNarrow = covers(this.#windowAt(view, margin * 2), drawn.window);
    if (!isWide || !isNarrow) {
      const window = this.#windowAt(view, margin);
      this.drawn.set({ window, kept: this.#leaving(window) });
    }
    const { first, end } = this.drawn.get().window;
    this.#look(first, Math.min(end, this.#heights.offsets.length - 1));
  }

  #windowAt(view: { readonly scrollTop: number; readonly height: number }, margin: number): VirtualWindow {
    const { first, end } = virtualWindow(this.#heights.offsets, view, margin);
    return { first, end: end >= this.#heights.offsets.length - 1 ? Infinity : end };
  }

  #leaving({ first, end }: VirtualWindow): readonly number[] {
    const places = [...this.#rows].filter((row) => {
      const place = placeOf(row);
      return (place < first || place >= end) && mustStay(row);
    });
    return places.map(placeOf).toSorted((a, b) => a - b);
  }

  #measure(entries: readonly ResizeObserverEntry[]): void {
    let hasChanged = false;
    for (const { target, borderBoxSize } of entries) {
      const [size] = borderBoxSize;
      if (size === undefined || !(target instanceof HTMLElement)) continue;
      if (target === this.#scroller) {
        if (this.#columnWidth !== size.inlineSize) this.#heights.forget();
        this.#columnWidth = size.inlineSize;
        hasChanged = true;
      } else if (target.isConnected && this.#heights.measure(placeOf(target), size.blockSize)) hasChanged = true;
    }
    // Not here: what is drawn now would be measured in the frame after.
    if (hasChanged && this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.update();
      });
    }
  }
}

function placeOf(row: HTMLElement): number {
  return Number(row.dataset['place']);
}

function covers(outer: VirtualWindow, inner: VirtualWindow): boolean {
  return outer.first <= inner.first && outer.end >= inner.end;
}
