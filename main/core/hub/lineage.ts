import { repoIdSchema, type DerivativesInput, type LineageRelation, type RepoId } from '../../contract/hub.ts';
import type { HubRepoFacts } from '../../contract/hub-facts.ts';

/** The Hub's words for how a model descends from its base (tags `base_model:WORD:ID`). */
const relations: ReadonlyMap<string, LineageRelation> = new Map([
  ['quantized', 'quantization'],
  ['finetune', 'fine-tune'],
  ['merge', 'merge'],
  ['adapter', 'adapter'],
]);

const longestLineage = 8;

export type Ancestor = { readonly id: RepoId; readonly relation: LineageRelation };

/** What a repository says it was made from: the Hub's tags first, the card for what they leave out. */
export function ancestors(repo: Pick<HubRepoFacts, 'id' | 'tags' | 'baseModels' | 'baseModelRelation'>): Ancestor[] {
  const found = new Map<RepoId, LineageRelation>();
  const add = (text: string, relation: LineageRelation): void => {
    const id = repoIdSchema.safeParse(text);
    if (!id.success || id.data === repo.id) return;
    if (!found.has(id.data) || found.get(id.data) === 'unknown') found.set(id.data, relation);
  };
  for (const tag of repo.tags) {
    const [, word = '', id = ''] = /^base_model:(?:([a-z]+):)?(.+)$/.exec(tag) ?? [];
    if (id !== '') add(id, relations.get(word) ?? 'unknown');
  }
  const own = repo.baseModelRelation === null ? null : relations.get(repo.baseModelRelation);
  for (const id of repo.baseModels) add(id, own ?? (repo.baseModels.length > 1 ? 'merge' : 'unknown'));
  return [...found].slice(0, longestLineage).map(([id, relation]) => ({ id, relation }));
}

/** The tag that finds the descendants of a repository. */
export function derivativeTag({ repo, relation }: Pick<DerivativesInput, 'repo' | 'relation'>): string {
  const word = [...relations].find(([, name]) => name === relation)?.[0] ?? 'quantized';
  return `base_model:${word}:${repo}`;
}
