import { createHash } from 'node:crypto';
import { contentGitSha1, contentSha256, contentSize, type HubContent } from './hub-content.ts';

export type HubFile = {
  readonly path: string;
  readonly content: HubContent;
  /** Large-file storage: named by sha256 and served by the second origin. Default: all but small text files. */
  readonly isLarge?: boolean;
  /** What the hub claims instead of the true sha256. */
  readonly claimedSha256?: string;
};

/** A repository as a test describes it. Everything the listing shows has a default. */
export type HubRepo = {
  readonly id: string;
  readonly files: readonly HubFile[];
  readonly gated?: false | 'auto' | 'manual';
  readonly isPrivate?: boolean;
  readonly isDisabled?: boolean;
  readonly downloads?: number;
  readonly likes?: number;
  readonly trendingScore?: number;
  readonly createdAt?: string;
  readonly lastModified?: string;
  readonly pipelineTag?: string;
  readonly libraryName?: string;
  readonly tags?: readonly string[];
  readonly cardData?: Readonly<Record<string, unknown>>;
  /** What the Hub extracts from the header: total parameters, architecture, context length, chat template. */
  readonly gguf?: Readonly<Record<string, unknown>>;
};

export type HubCommit = { readonly sha: string; readonly files: readonly HubFile[] };

/** A repository with its history; the last commit is `main`. */
export type StoredRepo = { readonly repo: HubRepo; commits: HubCommit[] };

export function storeRepo(repo: HubRepo): StoredRepo {
  return { repo, commits: [makeCommit(repo.id, repo.files, 0)] };
}

export function makeCommit(repoId: string, files: readonly HubFile[], number: number): HubCommit {
  const names = files.map((file) => `${file.path}:${contentSize(file.content)}`).join('\n');
  const sha = createHash('sha1').update(`${repoId}\n${number}\n${names}`).digest('hex');
  return { sha, files };
}

/** Branch `main` (or `HEAD`), a whole commit id, or undefined when there is no such revision. */
export function findCommit(stored: StoredRepo, revision: string): HubCommit | undefined {
  if (revision === 'main' || revision === 'HEAD') return stored.commits.at(-1);
  return stored.commits.find((commit) => commit.sha === revision);
}

export function isLargeFile(file: HubFile): boolean {
  return file.isLarge ?? !/\.(md|json|txt|gitattributes)$/i.test(file.path);
}

export function fileSha256(file: HubFile): string {
  return file.claimedSha256 ?? contentSha256(file.content);
}

/** One entry of `/tree` and `/paths-info`. */
export function treeEntry(file: HubFile): Record<string, unknown> {
  const size = contentSize(file.content);
  if (!isLargeFile(file)) return { type: 'file', oid: contentGitSha1(file.content), size, path: file.path };
  const sha256 = fileSha256(file);
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${size}\n`;
  const oid = createHash('sha1').update(`blob ${pointer.length}\0${pointer}`).digest('hex');
  const lfs = { oid: sha256, size, pointerSize: pointer.length };
  return { type: 'file', oid, size, lfs, xetHash: sha256, path: file.path };
}

/** One item of `/api/models` or the whole of `/api/models/{id}`. */
export function repoSummary(stored: StoredRepo, withBlobs = false, commit = stored.commits.at(-1)): object {
  const { repo } = stored;
  const siblings = (commit?.files ?? []).map((file) => {
    if (!withBlobs) return { rfilename: file.path };
    const { oid, size, lfs } = treeEntry(file) as {
      oid: string;
      size: number;
      lfs?: { oid: string; pointerSize: number };
    };
    const lfsBlob = lfs ? { lfs: { sha256: lfs.oid, size, pointerSize: lfs.pointerSize } } : {};
    return { rfilename: file.path, size, blobId: oid, ...lfsBlob };
  });
  return {
    _id: createHash('sha1').update(repo.id).digest('hex').slice(0, 24),
    id: repo.id,
    modelId: repo.id,
    author: repo.id.split('/')[0],
    private: repo.isPrivate ?? false,
    gated: repo.gated ?? false,
    disabled: repo.isDisabled ?? false,
    downloads: repo.downloads ?? 0,
    likes: repo.likes ?? 0,
    trendingScore: repo.trendingScore ?? 0,
    lastModified: repo.lastModified ?? '2026-01-02T03:04:05.000Z',
    createdAt: repo.createdAt ?? '2026-01-01T00:00:00.000Z',
    pipeline_tag: repo.pipelineTag ?? 'text-generation',
    library_name: repo.libraryName ?? 'gguf',
    tags: repo.tags ?? ['gguf'],
    sha: commit?.sha,
    siblings,
    ...(repo.cardData ? { cardData: repo.cardData } : {}),
    ...(repo.gguf ? { gguf: repo.gguf } : {}),
  };
}
