import { Emitter } from '../core/emitter.ts';

/**
 * Whether a page must not learn now which models there are and which of them work: it watches a round whose names are
 * hidden. Feeds that would tell hold their events back, or tell less, until it is lifted.
 */
export class Veil {
  readonly #holders = new Set<object>();
  readonly #changed = new Emitter<void>();
  readonly #guess = {};

  get isDown(): boolean {
    return this.#holders.size > 0;
  }

  /** @param holder for whom it is down: it is lifted when it is down for nobody. */
  set(holder: object, isDown: boolean): void {
    const before = this.isDown;
    if (isDown) this.#holders.add(holder);
    else this.#holders.delete(holder);
    if (this.isDown !== before) this.#changed.emit();
  }

  /** It is likely to be down in a moment: it is for so long, or until the page has said what it watches. */
  guess(graceMs: number): void {
    this.set(this.#guess, true);
    setTimeout(() => this.settle(), graceMs).unref();
  }

  /** The page has said what it watches. */
  settle(): void {
    this.set(this.#guess, false);
  }

  /** Called whenever it falls or is lifted. @returns a function that ends the subscription. */
  subscribe(listener: () => void): () => void {
    return this.#changed.subscribe(listener);
  }
}

type Watch<Event> = (listener: (event: Event) => void) => () => void;

/** A feed that begins with a snapshot: it tells less while the veil is down, and begins anew when that changes. */
export function veiledFeed<Event>(veil: Veil, watch: Watch<Event>, redact: (event: Event) => Event): Watch<Event> {
  return (listener) => {
    const tell = (event: Event): void => listener(veil.isDown ? redact(event) : event);
    let leave = watch(tell);
    const unsubscribe = veil.subscribe(() => {
      leave();
      leave = watch(tell);
    });
    return () => {
      unsubscribe();
      leave();
    };
  };
}

export type VeilsOptions = { readonly graceMs?: number };

/** After a page with its veil down went away, the next connection may be its reload. */
const reloadMs = 10_000;

/** The veils of all pages. A page that is reloaded in mid-round finds its veil down, until it has said what it watches. */
export class Veils {
  readonly #graceMs: number;
  #closedAtMs = -Infinity;

  constructor({ graceMs = 3000 }: VeilsOptions = {}) {
    this.#graceMs = graceMs;
  }

  /** @param closed of the page's connection. */
  create(closed: AbortSignal | undefined): Veil {
    const veil = new Veil();
    closed?.addEventListener('abort', () => {
      if (veil.isDown) this.#closedAtMs = Date.now();
    });
    if (Date.now() - this.#closedAtMs > reloadMs) return veil;
    this.#closedAtMs = -Infinity;
    veil.guess(this.#graceMs);
    return veil;
  }
}
