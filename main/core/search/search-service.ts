import { AppError } from '../../contract/errors.ts';
import {
  mostPlaces,
  type SearchAnswer,
  type SearchFilters,
  type SearchHit,
  type SearchInput,
} from '../../contract/organise.ts';
import type { Clock } from '../ports/clock.ts';
import type {
  FoundMessage,
  SearchMatch,
  SearchRepository,
  SearchTerm,
  TitledConversation,
} from '../ports/search-repository.ts';
import { makeSnippet, type Snippet } from './make-snippet.ts';
import { parseQuery } from './parse-query.ts';
import type { SearchIndexer } from './search-indexer.ts';
import { TitleWords } from './title-words.ts';

export type SearchPorts = {
  readonly search: SearchRepository;
  readonly indexer: Pick<SearchIndexer, 'catchUp'>;
  readonly clock: Clock;
};

const pageSize = 30;
/** So many of the newest matches are weighed against each other; older ones come on later pages. */
const blockSize = 1_000;
const mostTitles = 20;
const catchUpMs = 8;
const recencyHalvesMs = 90 * 24 * 60 * 60 * 1000;

/** Where the next page begins: in the block of matches up to `upTo`, weighed as of `nowMs`. */
type Cursor = { readonly upTo: number | null; readonly offset: number; readonly nowMs: number };

/** Finds words in everything that was said, and in titles. */
export class SearchService {
  readonly #ports: SearchPorts;
  readonly #titleWords = new TitleWords();

  constructor(ports: SearchPorts) {
    this.#ports = ports;
  }

  /** Any text may be asked for; nothing in it is an operator. @throws AppError `bad-request` for a strange cursor. */
  find({ query, filters, order, cursor }: SearchInput): SearchAnswer {
    const terms = parseQuery(query.toWellFormed());
    const unread = this.#ports.indexer.catchUp(catchUpMs);
    if (terms.length === 0 && (query.trim() !== '' || !hasFilter(filters))) return { hits: [], cursor: null, unread };
    if (order === 'place') return { hits: this.#onPath(terms, filters), cursor: null, unread };
    const titles = cursor === null && areTitlesMeant(filters) ? this.#titles(terms, filters) : [];
    const page = this.#page(terms, filters, cursor === null ? null : parseCursor(cursor));
    return { hits: [...titles, ...page.hits], cursor: page.cursor, unread };
  }

  #page(
    terms: readonly SearchTerm[],
    filters: SearchFilters,
    from: Cursor | null,
  ): Pick<SearchAnswer, 'hits' | 'cursor'> {
    const { upTo, offset, nowMs } = from ?? { upTo: null, offset: 0, nowMs: this.#ports.clock.now() };
    const block = this.#ports.search.matches({ terms, filters, upTo, limit: blockSize });
    const shown = ranked(block, nowMs).slice(offset, offset + pageSize);
    const hits = this.#ports.search.read(shown.map(({ position }) => position)).map((found) => hitOf(found, terms));
    return { hits, cursor: nextCursor(block, { upTo, offset: offset + pageSize, nowMs }) };
  }

  #onPath(terms: readonly SearchTerm[], { conversationId }: SearchFilters): readonly SearchHit[] {
    if (conversationId === null) throw new AppError('bad-request', { detail: 'places of no conversation' });
    if (terms.length === 0) return [];
    const matches = this.#ports.search.matchesOnPath(terms, conversationId, mostPlaces);
    return this.#ports.search.read(matches.map(({ position }) => position)).map((found) => hitOf(found, terms));
  }

  #titles(terms: readonly SearchTerm[], filters: SearchFilters): readonly SearchHit[] {
    if (terms.length === 0) return [];
    const found: TitledConversation[] = [];
    for (const conversation of this.#ports.search.titles(filters)) {
      if (this.#titleWords.holds(conversation.title, terms)) found.push(conversation);
      if (found.length === mostTitles) break;
    }
    return found.map(({ conversationId, title, atMs }) => {
      const { text, matches } = makeSnippet(title, terms, true) ?? { text: title, matches: [] };
      return {
        conversationId,
        conversationTitle: title,
        messageId: null,
        role: null,
        snippet: text,
        matches: [...matches],
        atMs,
      };
    });
  }
}

function hasFilter(filters: SearchFilters): boolean {
  return Object.values(filters).some((value) => value !== null);
}

/** Titles have no author, no rating and no day. */
function areTitlesMeant(filters: SearchFilters): boolean {
  return !hasFilter({ ...filters, projectId: null, tag: null, isArchived: null });
}

/**
 * What fits best first; of two that fit alike the newer one. What was said just now weighs twice as much as what was said
 * long ago, half of that lead is gone after 90 days. Where nothing was weighed the newest come first.
 */
function ranked(matches: readonly SearchMatch[], nowMs: number): readonly SearchMatch[] {
  const weight = ({ relevance, atMs }: SearchMatch): number =>
    relevance * (1 + 0.5 ** (Math.max(0, nowMs - atMs) / recencyHalvesMs));
  return matches
    .map((match) => ({ match, weight: weight(match) }))
    .sort((a, b) => b.weight - a.weight || b.match.position - a.match.position)
    .map(({ match }) => match);
}

function hitOf(found: FoundMessage, terms: readonly SearchTerm[]): SearchHit {
  const { conversationId, conversationTitle, messageId, role, atMs } = found;
  const { text, matches } = snippetOf(found, terms);
  return { conversationId, conversationTitle, messageId, role, snippet: text, matches: [...matches], atMs };
}

/** From the message's words; where none of the terms is there, from what else of it can be searched. */
function snippetOf({ text, attachmentNames, reasoning }: FoundMessage, terms: readonly SearchTerm[]): Snippet {
  for (const source of [text, attachmentNames, reasoning]) {
    const snippet = makeSnippet(source, terms, false);
    if (snippet !== null) return snippet;
  }
  return makeSnippet(text === '' ? attachmentNames : text, terms, true) ?? { text: '', matches: [] };
}

function nextCursor(block: readonly SearchMatch[], { upTo, offset, nowMs }: Cursor): string | null {
  const newest = block[0];
  const oldest = block.at(-1);
  if (newest === undefined || oldest === undefined) return null;
  if (offset < block.length) return `${upTo ?? newest.position}.${offset}.${nowMs}`;
  return block.length < blockSize ? null : `${oldest.position - 1}.0.${nowMs}`;
}

function parseCursor(cursor: string): Cursor {
  const [, upTo, offset, nowMs] = /^(\d{1,15})\.(\d{1,15})\.(\d{1,15})$/.exec(cursor) ?? [];
  if (upTo === undefined) throw new AppError('bad-request', { detail: 'cursor' });
  return { upTo: Number(upTo), offset: Number(offset), nowMs: Number(nowMs) };
}
