import { listFiles, listModels, modelInfo } from '@huggingface/hub';
import { z } from 'zod';
import { AppError } from '../contract/errors.ts';
import { repoPathSchema, type Commit, type HubSort, type RepoId } from '../contract/hub.ts';
import { hubError } from '../core/hub-error.ts';
import type { HubRepoFacts, HubTreeFile } from '../contract/hub-facts.ts';
import type { HubClient, HubQuery } from '../core/ports/hub-client.ts';
import { createHubFetch, readingHub, type HubPorts } from './hub-fetch.ts';
import { readBeginning } from './read-beginning.ts';
import { readRemoteShape } from './read-remote-shape.ts';
import { repoFacts } from './repo-facts.ts';
import { resolveAddress } from './resolve-address.ts';

const sorts = { trending: 'trendingScore', downloads: 'downloads', likes: 'likes', newest: 'createdAt' } as const;
const mostFiles = 10_000;

// The Hub knows `gguf`; the library's types do not yet.
const listFields = ['tags', 'gguf'] as unknown as ['tags'];
const repoFields = ['tags', 'gguf', 'cardData', 'sha'] as unknown as ['tags', 'cardData', 'sha'];

/** The Hub's metadata through `@huggingface/hub`, over our one door. */
export function createHubClient(ports: HubPorts): HubClient {
  return {
    list: (query, cursor, signal) => readingHub(signal, () => listPage(ports, query, cursor, signal)),
    repo: (repo, revision, signal) => readingHub(signal, () => readRepo(ports, repo, revision, signal)),
    files: (repo, commit, signal) => readingHub(signal, () => readFiles(ports, repo, commit, signal)),
    text: (file, maxBytes, signal) => readText(ports, file, maxBytes, signal),
    whoAmI: (token, signal) => readingHub(signal, () => whoAmI(ports, token, signal)),
    readShape: (file, signal) => readRemoteShape(ports, file, signal),
  };
}

async function listPage(
  ports: HubPorts,
  query: HubQuery,
  cursor: string | null,
  signal: AbortSignal | undefined,
): Promise<{ models: HubRepoFacts[]; nextCursor: string | null }> {
  let nextCursor: string | null = null;
  const fetch = createHubFetch(ports, {
    what: { repo: 'models' },
    parameters: { ...extraParameters(query), ...(cursor === null ? {} : { cursor }) },
    onNextCursor: (next) => (nextCursor = next),
    signal,
  });
  const entries = listModels({
    search: {
      tags: ['gguf', ...query.tags],
      ...(query.text === '' ? {} : { query: query.text }),
      ...(query.author === null ? {} : { owner: query.author }),
      ...(query.task === null ? {} : { task: query.task as 'text-generation' }),
    },
    sort: sortName(query.sort),
    limit: query.pageSize,
    additionalFields: listFields,
    hubUrl: ports.access.origin(),
    fetch,
  });
  const models: HubRepoFacts[] = [];
  for await (const entry of entries) {
    const facts = repoFacts(entry);
    if (facts) models.push(facts);
  }
  return { models, nextCursor };
}

function sortName(sort: HubSort): (typeof sorts)[HubSort] {
  return sorts[sort];
}

/**
 * Filters of the listing that the library does not offer, in the Hub's whole billions, rounded outwards. A mirror may
 * ignore them, so they are applied again, exactly, later.
 */
function extraParameters(query: HubQuery): Record<string, string> {
  const bounds = [
    ...(query.minParameters === null ? [] : [`min:${Math.floor(query.minParameters / 1e9)}B`]),
    ...(query.maxParameters === null ? [] : [`max:${Math.ceil(query.maxParameters / 1e9)}B`]),
  ];
  return {
    ...(bounds.length === 0 ? {} : { num_parameters: bounds.join(',') }),
    ...(query.isOpenOnly ? { gated: 'false' } : {}),
  };
}

async function readRepo(
  ports: HubPorts,
  repo: RepoId,
  revision: string,
  signal: AbortSignal | undefined,
): Promise<HubRepoFacts> {
  const fetch = createHubFetch(ports, { what: { repo }, signal });
  const hubUrl = ports.access.origin();
  const facts = repoFacts(await modelInfo({ name: repo, revision, additionalFields: repoFields, hubUrl, fetch }));
  if (!facts) throw new AppError('hub-malformed', { detail: 'a repository without a usable name' });
  return facts;
}

const treeFileSchema = z.object({
  type: z.literal('file'),
  path: repoPathSchema,
  size: z.number().int().nonnegative(),
  lfs: z.object({ oid: z.string().regex(/^[0-9a-f]{64}$/), size: z.number().int().nonnegative() }).optional(),
});

async function readFiles(
  ports: HubPorts,
  repo: RepoId,
  commit: Commit,
  signal: AbortSignal | undefined,
): Promise<HubTreeFile[]> {
  const fetch = createHubFetch(ports, { what: { repo }, signal });
  const files: HubTreeFile[] = [];
  let seen = 0;
  for await (const entry of listFiles({
    repo,
    revision: commit,
    recursive: true,
    hubUrl: ports.access.origin(),
    fetch,
  })) {
    if ((seen += 1) > mostFiles) break;
    const file = treeFileSchema.safeParse(entry);
    if (!file.success) continue;
    const { path, size, lfs } = file.data;
    files.push({ path, sizeBytes: lfs?.size ?? size, sha256: lfs?.oid ?? null });
  }
  return files;
}

async function readText(
  { network, access }: HubPorts,
  file: { readonly repo: RepoId; readonly commit: Commit; readonly path: string },
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<{ text: string; isCut: boolean } | null> {
  const { status, headers, url, bytes, isCut } = await readBeginning(
    network,
    { ...resolveAddress(access, file), maxRedirects: 5, ...(signal ? { signal } : {}) },
    () => ({ skip: 0, take: maxBytes }),
  );
  if (status === 404 && headers['x-error-code'] !== 'RepoNotFound') return null;
  if (status !== 200) throw hubError({ status, headers, url }, file);
  return { text: new TextDecoder().decode(bytes), isCut };
}

const accountSchema = z.object({ name: z.string().min(1).max(200) });

/** Not through the library: it refuses tokens that do not look like the Hub's own, which mirrors give out. */
async function whoAmI(ports: HubPorts, token: string, signal: AbortSignal | undefined): Promise<{ name: string }> {
  const origin = ports.access.origin();
  const access = { origin: () => origin, token: () => token };
  const fetch = createHubFetch({ network: ports.network, access }, { what: { repo: 'whoami' }, signal });
  const account = accountSchema.safeParse(await (await fetch(`${origin}/api/whoami-v2`)).json());
  if (!account.success) throw new AppError('hub-malformed', { detail: 'an account without a name' });
  return account.data;
}
