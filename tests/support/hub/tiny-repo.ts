import { assembleFile, tinyModel } from '../gguf/tiny-model.ts';
import { textContent } from './hub-content.ts';
import type { HubFile, HubRepo } from './hub-repo.ts';

/** The smallest valid model as a file of a repository. */
export function tinyRepoFile(path = 'tiny-F32.gguf'): HubFile {
  return { path, content: { kind: 'bytes', bytes: assembleFile(tinyModel()) } };
}

/** A repository with the smallest valid model and a card. */
export function tinyRepo(id: string, over: Partial<HubRepo> = {}): HubRepo {
  return {
    id,
    files: [tinyRepoFile(), { path: 'README.md', content: textContent('# Hi') }],
    gguf: { total: 1000, architecture: 'llama', context_length: 128 },
    ...over,
  };
}
