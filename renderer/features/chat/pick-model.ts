import type { Model } from '../../../main/contract/models.ts';

/** The wanted model while it is there; else the last one chosen; else the one used most recently. */
export function pickModel(models: readonly Model[], wantedId: string | null, lastId: string | null): Model | null {
  const byId = (id: string | null): Model | undefined => models.find((model) => model.id === id);
  const recent = models
    .filter(({ isMissing }) => !isMissing)
    .toSorted((a, b) => (b.lastUsedAtMs ?? b.addedAtMs) - (a.lastUsedAtMs ?? a.addedAtMs));
  return byId(wantedId) ?? byId(lastId) ?? recent[0] ?? models[0] ?? null;
}
