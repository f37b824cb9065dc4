import type { Model } from '../../contract/models.ts';

export type ListedModels = {
  readonly list: () => readonly Model[];
  /** Called after every change of the list. */
  readonly onChanged: (listener: () => void) => () => void;
};

/** Calls when a model came, went, or its file is missing or back: who can answer is told anew. @returns what ends it. */
export function followModels({ list, onChanged }: ListedModels, changed: () => void): () => void {
  const thereNow = (): string => JSON.stringify(list().flatMap(({ id, isMissing }) => (isMissing ? [] : [id])));
  let there = thereNow();
  return onChanged(() => {
    const now = thereNow();
    if (now === there) return;
    there = now;
    changed();
  });
}
