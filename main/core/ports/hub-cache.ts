/** Answers of the Hub, kept so that they can be shown without a network. Bounded: the oldest go first. */
export interface HubCache {
  find(key: string): { readonly json: string; readonly fetchedAtMs: number } | null;
  save(key: string, json: string, fetchedAtMs: number): void;
  /** Forgets everything: answers given to one account are not for the next. */
  clear(): void;
}
