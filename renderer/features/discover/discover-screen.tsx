import type { RepoId } from '../../../main/contract/hub.ts';
import { ModelScreen } from './model/model-screen.tsx';
import { SearchScreen } from './search/search-screen.tsx';

/** The Hub: a search, or one model's page. */
export function DiscoverScreen({ repo }: { readonly repo: RepoId | null }) {
  return repo === null ? <SearchScreen /> : <ModelScreen key={repo} repo={repo} />;
}
