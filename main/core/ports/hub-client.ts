import type { HubListing, HubRepoFacts, HubTreeFile } from '../../contract/hub-facts.ts';
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

export type RemoteModelFile = {
  readonly repo: RepoId;
  readonly commit: Commit;
  /** All parts, in order. */
  readonly parts: readonly { readonly path: string; readonly sizeBytes: number }[];
};

/** The Hub's metadata. Every method throws AppError `hub-*` and `network-*`, or the signal's reason. */
export interface HubClient {
  list(query: HubQuery, cursor: string | null, signal?: AbortSignal): Promise<HubListing>;
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
