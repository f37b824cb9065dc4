import type { Commit, HubSort, RepoId } from '../../contract/hub.ts';
import type { ModelShape } from '../../contract/model-shape.ts';

/** A question for the Hub's listing; what the Hub cannot filter by is filtered afterwards. */
export type HubQuery = {
  readonly text: string;
  readonly author: string | null;
  readonly task: string | null;
  /** All of them must be on the repository; `gguf` always is. */
  readonly tags: readonly string[];
  readonly sort: HubSort;
  readonly minParameters: number | null;
  readonly maxParameters: number | null;
  readonly isOpenOnly: boolean;
  readonly pageSize: number;
};

/** What the Hub tells about a repository, checked and in our words. */
export type HubRepoFacts = {
  readonly id: RepoId;
  readonly downloads: number;
  readonly likes: number;
  readonly updatedAtMs: number;
  readonly gating: 'open' | 'automatic' | 'manual';
  readonly task: string | null;
  readonly tags: readonly string[];
  readonly licence: { readonly id: string; readonly name: string | null; readonly link: string | null } | null;
  /** `base_model` and `base_model_relation` of the card. */
  readonly baseModels: readonly string[];
  readonly baseModelRelation: string | null;
  readonly architecture: string | null;
  readonly parameterCount: number | null;
  readonly contextLength: number | null;
  /** Null in listings. */
  readonly commit: Commit | null;
};

export type HubTreeFile = { readonly path: string; readonly sizeBytes: number; readonly sha256: string | null };

export type RemoteModelFile = {
  readonly repo: RepoId;
  readonly commit: Commit;
  /** All parts, in order. */
  readonly parts: readonly { readonly path: string; readonly sizeBytes: number }[];
};

/** The Hub's metadata. Every method throws AppError `hub-*` and `network-*`, or the signal's reason. */
export interface HubClient {
  list(
    query: HubQuery,
    cursor: string | null,
    signal?: AbortSignal,
  ): Promise<{ readonly models: readonly HubRepoFacts[]; readonly nextCursor: string | null }>;
  repo(repo: RepoId, revision: string, signal?: AbortSignal): Promise<HubRepoFacts>;
  files(repo: RepoId, commit: Commit, signal?: AbortSignal): Promise<readonly HubTreeFile[]>;
  /** The beginning of a text file, at most `maxBytes`; null when there is none. */
  text(
    file: { readonly repo: RepoId; readonly commit: Commit; readonly path: string },
    maxBytes: number,
    signal?: AbortSignal,
  ): Promise<{ readonly text: string; readonly isCut: boolean } | null>;
  /** Whose token this is. @throws AppError `hub-unauthorised`. */
  whoAmI(token: string, signal?: AbortSignal): Promise<{ readonly name: string }>;
  /**
   * Reads the headers of a model file and its parts over HTTP ranges and judges them like a file on disk.
   * @throws AppError `gguf-*` too.
   */
  readShape(file: RemoteModelFile, signal?: AbortSignal): Promise<ModelShape>;
}
