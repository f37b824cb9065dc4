import type { ComparisonId } from '../../../main/contract/ids.ts';
import { useApp } from '../app-context.tsx';
import type { AppServices } from '../app-services.ts';
import { tagsOfShelf } from '../shelf/matching-shelf.ts';
import { useShelf } from '../shelf/shelf.ts';
import { createStore, useStore, type Store } from '../store.ts';

type TagsByComparison = ReadonlyMap<ComparisonId, readonly string[]>;

const noTags: readonly string[] = [];
const chosen = new WeakMap<AppServices, Store<TagsByComparison>>();

function chosenTagsOf(app: AppServices): Store<TagsByComparison> {
  const store = chosen.get(app) ?? createStore<TagsByComparison>(new Map());
  chosen.set(app, store);
  return store;
}

/** Tags that the next prompt of a comparison gets; they stay for the ones after it. */
export function useNextTags(id: ComparisonId): readonly [readonly string[], (tags: readonly string[]) => void] {
  const store = chosenTagsOf(useApp());
  const tags = useStore(store, (all) => all.get(id) ?? noTags);
  return [tags, (next) => store.set((all) => new Map([...all, [id, next]]))];
}

/** Tags to choose from: those of the comparison first, then those of kept prompts. */
export function useKnownTags(own: readonly string[]): readonly string[] {
  return distinct([...own, ...tagsOfShelf(useShelf() ?? [])]);
}

function distinct(tags: readonly string[]): readonly string[] {
  const known = new Set<string>();
  return tags.filter((tag) => !known.has(tag.toLocaleLowerCase()) && known.add(tag.toLocaleLowerCase()));
}
