const intervalMs = 100;

/** Tells of changes of many things at most ten times a second each; what is urgent goes at once, and last news is never lost. */
export class ChangeFeed<Key> {
  readonly #tell: (key: Key) => void;
  readonly #toldAtMs = new Map<Key, number>();
  readonly #timers = new Map<Key, NodeJS.Timeout>();

  constructor(tell: (key: Key) => void) {
    this.#tell = tell;
  }

  changed(key: Key, isUrgent: boolean): void {
    if (this.#timers.has(key) && !isUrgent) return;
    const waitMs = (this.#toldAtMs.get(key) ?? -Infinity) + intervalMs - performance.now();
    if (isUrgent || waitMs <= 0) this.#now(key);
    else
      this.#timers.set(
        key,
        setTimeout(() => this.#now(key), waitMs),
      );
  }

  forget(key: Key): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#toldAtMs.delete(key);
  }

  #now(key: Key): void {
    this.forget(key);
    this.#toldAtMs.set(key, performance.now());
    this.#tell(key);
  }
}
