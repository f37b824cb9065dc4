import { Emitter } from '../core/emitter.ts';

/**
 * Whether a page must not learn now which models there are and which of them work: it watches a round whose names are
 * hidden. Feeds that would tell hold their events back, or tell less, until it is lifted.
 */
export class Veil {
  readonly #holders = new Set<object>();
  readonly #changed = new Emitter<void>();
  #isGuessed = false;
  #liftedAtMs = -Infinity;

  get isDown(): boolean {
    return this.#isGuessed || this.#holders.size > 0;
  }

  /** @param holder for whom it is down: it is lifted when it is down for nobody. */
  set(holder: object, isDown: boolean): void {
    this.#change(() => {
      if (isDown) this.#holders.add(holder);
      else if (this.#holders.delete(holder)) this.#liftedAtMs = Date.now();
    });
  }

  /** A hidden round is watched, or was a moment ago. */
  wasHeld(sinceMs: number): boolean {
    return this.#holders.size > 0 || Date.now() - this.#liftedAtMs < sinceMs;
  }

  /** It is likely to be down in a moment: it is for so long, or until the page has said what it watches. */
  guess(graceMs: number): void {
    this.#change(() => void (this.#isGuessed = true));
    setTimeout(() => this.settle(), graceMs).unref();
  }

  /** The page has said what it watches. */
  settle(): void {
    this.#change(() => void (this.#isGuessed = false));
  }

  /** Called whenever it falls or is lifted. @returns a function that ends the subscription. */
  subscribe(listener: () => void): () => void {
    return this.#changed.subscribe(listener);
  }

  #change(how: () => void): void {
    const before = this.isDown;
    how();
    if (this.isDown !== before) this.#changed.emit();
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

/** A page that goes may leave its feeds before its connection. */
const partingMs = 1000;

/** The veils of all pages. A page that is reloaded in mid-round finds its veil down, until it has said what it watches. */
export class Veils {
  readonly #graceMs: number;
  readonly #open = new Set<Veil>();
  #closedAtMs = -Infinity;

  constructor({ graceMs = 3000 }: VeilsOptions = {}) {
    this.#graceMs = graceMs;
  }

  /** @param closed of the page's connection. */
  create(closed: AbortSignal | undefined): Veil {
    const veil = new Veil();
    // The new connection of a page may come before the end of its old one.
    const isReload = [...this.#open].some((other) => other.wasHeld(partingMs));
    if (isReload || Date.now() - this.#closedAtMs < reloadMs) veil.guess(this.#graceMs);
    this.#closedAtMs = -Infinity;
    this.#open.add(veil);
    closed?.addEventListener('abort', () => {
      this.#open.delete(veil);
      if (veil.wasHeld(partingMs)) this.#closedAtMs = Date.now();
    });
    return veil;
  }
}
