import { AppError } from '../../contract/errors.ts';
import {
  hubListingSchema,
  hubPageFactsSchema,
  type HubListing,
  type HubPageFacts,
  type HubRepoFacts,
} from '../../contract/hub-facts.ts';
import type {
  Commit,
  DerivativesInput,
  HubFile,
  HubFilters,
  HubModelPage,
  HubModelSummary,
  HubSearchInput,
  HubSearchPage,
  HubSource,
  RepoId,
} from '../../contract/hub.ts';
import type { HubClient, HubQuery } from '../ports/hub-client.ts';
import type { MemoryReader } from '../ports/memory-reading.ts';
import { cardText } from './card-text.ts';
import type { HubAnswers } from './hub-answers.ts';
import { ancestors, derivativeTag, type Ancestor } from './lineage.ts';
import { licenceNote, stricterLicence } from './licence-table.ts';
import { listFiles } from './list-files.ts';
import { passesFilters, summariseModel } from './summarise-model.ts';

export type HubServicePorts = {
  readonly client: HubClient;
  readonly answers: HubAnswers;
  readonly memory: MemoryReader;
  readonly origin: () => string;
};

/** Models the person gets at once, if a few of the Hub's pages hold so many. */
const wantedModels = 12;
const mostHubPages = 4;
const pageSizes = { plain: 30, filtered: 100 } as const;
const mostCardBytes = 512 * 1024;
const mostParents = 4;

/** Finds models on the Hub and says what they are, in this app's words and for this computer. */
export class HubService {
  readonly #ports: HubServicePorts;

  constructor(ports: HubServicePorts) {
    this.#ports = ports;
  }

  /** One page of results. @throws AppError `hub-*`, `network-*`, when nothing is kept from before either. */
  async search(input: HubSearchInput, signal?: AbortSignal): Promise<HubSearchPage> {
    const { filters } = input;
    const isFiltered = filters.family !== null || filters.licenceClass !== null || filters.isFittingOnly;
    const query: HubQuery = {
      text: input.text,
      author: input.author,
      task: filters.task,
      tags: [],
      sort: input.sort,
      minParameters: filters.minParameters,
      maxParameters: filters.maxParameters,
      isOpenOnly: filters.isOpenOnly,
      pageSize: isFiltered ? pageSizes.filtered : pageSizes.plain,
    };
    return this.#collect(query, input.cursor, filters, signal);
  }

  /** What was made from a repository and can run here, most downloaded first. */
  async derivatives(input: DerivativesInput, signal?: AbortSignal): Promise<HubSearchPage> {
    const query: HubQuery = { ...openQuery, tags: [derivativeTag(input)], sort: 'downloads' };
    return this.#collect(query, input.cursor, null, signal);
  }

  /** Everything about one repository, pinned to the commit it has now. */
  async page(repo: RepoId, signal?: AbortSignal): Promise<HubModelPage> {
    const [answer, memory] = await Promise.all([this.#pageFacts(repo, signal), this.#ports.memory.read()]);
    const { value, source, fetchedAtMs } = answer;
    const summary = summariseModel(value.repo, memory);
    const parents = ancestors(value.repo).map(({ id, relation }) => {
      const facts = value.parents[id] ?? null;
      return { id, relation, licence: facts && licenceNote(facts.licence) };
    });
    const licences = parents.flatMap(({ licence }) => (licence === null ? [] : [licence]));
    return {
      ...summary,
      source,
      fetchedAtMs,
      commit: value.commit,
      card: cardText(value.card.text),
      isCardCut: value.card.isCut,
      files: listFiles(value.tree, value.repo),
      parents,
      effectiveLicence: stricterLicence(summary.licence, licences),
      webAddress: `${this.#ports.origin()}/${repo}`,
    };
  }

  /** The files at a commit, without asking again for a page that is known. */
  async files(repo: RepoId, commit: Commit, signal?: AbortSignal): Promise<readonly HubFile[]> {
    const kept = this.#ports.answers.kept(`page ${repo}`, hubPageFactsSchema);
    const facts = kept?.commit === commit ? kept : (await this.#pageFacts(repo, signal)).value;
    const tree = facts.commit === commit ? facts.tree : await this.#ports.client.files(repo, commit, signal);
    return listFiles(tree, facts.repo);
  }

  #pageFacts(repo: RepoId, signal?: AbortSignal): Promise<HubSource & { readonly value: HubPageFacts }> {
    return this.#ports.answers.ask(`page ${repo}`, hubPageFactsSchema, () => this.#askPage(repo, signal));
  }

  async #collect(
    query: HubQuery,
    start: string | null,
    filters: HubFilters | null,
    signal?: AbortSignal,
  ): Promise<HubSearchPage> {
    const reading = this.#ports.memory.read();
    const models = new Map<RepoId, HubModelSummary>();
    let cursor = start;
    let source: HubSource['source'] = 'hub';
    let fetchedAtMs = Infinity;
    for (let pages = 0; pages < mostHubPages; pages += 1) {
      const answer = await this.#askListing(query, cursor, signal);
      const memory = await reading;
      for (const facts of answer.value.models) {
        const model = summariseModel(facts, memory);
        if (filters === null || passesFilters(model, filters)) models.set(model.id, model);
      }
      cursor = answer.value.nextCursor;
      if (answer.source === 'cache') source = 'cache';
      fetchedAtMs = Math.min(fetchedAtMs, answer.fetchedAtMs);
      if (cursor === null || models.size >= wantedModels) break;
    }
    return { models: [...models.values()], nextCursor: cursor, source, fetchedAtMs };
  }

  #askListing(
    query: HubQuery,
    cursor: string | null,
    signal?: AbortSignal,
  ): Promise<HubSource & { readonly value: HubListing }> {
    const key = `list ${JSON.stringify({ ...query, cursor })}`;
    return this.#ports.answers.ask(key, hubListingSchema, () => this.#ports.client.list(query, cursor, signal));
  }

  async #askPage(repo: RepoId, signal?: AbortSignal): Promise<HubPageFacts> {
    const { client } = this.#ports;
    const facts = await client.repo(repo, 'main', signal);
    const { commit } = facts;
    if (commit === null) throw new AppError('hub-malformed', { detail: 'a repository without a commit' });
    const [tree, card, parents] = await Promise.all([
      client.files(repo, commit, signal),
      unlessClosed(client.text({ repo, commit, path: 'README.md' }, mostCardBytes, signal)),
      this.#askParents(ancestors(facts).slice(0, mostParents), signal),
    ]);
    return { repo: facts, commit, tree: [...tree], card: card ?? { text: '', isCut: false }, parents };
  }

  /** A parent that cannot be asked takes nothing away from the page. */
  async #askParents(parents: readonly Ancestor[], signal?: AbortSignal): Promise<Record<string, HubRepoFacts | null>> {
    const asking = parents.map(async ({ id }) => {
      const facts = await unlessClosed(this.#ports.client.repo(id, 'main', signal));
      return [id, facts] as const;
    });
    return Object.fromEntries(await Promise.all(asking));
  }
}

const openQuery: HubQuery = {
  text: '',
  author: null,
  task: null,
  tags: [],
  sort: 'downloads',
  minParameters: null,
  maxParameters: null,
  isOpenOnly: false,
  pageSize: pageSizes.plain,
};

/** Null for what the Hub does not show to this person, or does not have. */
async function unlessClosed<T>(asking: Promise<T>): Promise<T | null> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith('hub-') && !error.isRetryable) return null;
    throw error;
  }
}
