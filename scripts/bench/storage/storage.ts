import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ConversationId, MessageId } from '../../../main/contract/ids.ts';
import type { Storage } from '../../../main/core/ports/repositories.ts';
import { SearchIndexer } from '../../../main/core/search/search-indexer.ts';
import { SearchService } from '../../../main/core/search/search-service.ts';
import { databaseFileName } from '../../../main/storage/database.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { typescriptFlags } from '../../setup/prepare.mjs';
import { runBench, type Bench } from '../harness.ts';
import { spreadOf } from '../statistics.ts';
import { fillStorage } from './fill-storage.ts';
import { sampleQueries } from './sample-queries.ts';
import type { SampleLanguage } from './sample-words.ts';

const size = { conversations: 2_000, messages: 100_000 };
const clock = { now: () => Date.now() };
const logger = { info: () => undefined, error: (_event: string, error: unknown) => console.error(error) };

/** What the database costs a person who has written for years: searching, listing, appending, opening, copying. */
await runBench('storage', async (bench) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'counterweight-storage-'));
  try {
    const filled = openStorage({ dataFolder });
    const startedAt = performance.now();
    const languages = fillStorage(filled, size);
    bench.figure('messages', size.messages, '');
    bench.figure('filling', (performance.now() - startedAt) / 1000, 's');
    bench.figure('indexing', timed(() => indexAll(filled)) / 1000, 's');
    filled.close();
    bench.figure('database', statSync(join(dataFolder, databaseFileName)).size / 1e6, 'MB');
    measureOpening(bench, dataFolder);
    const storage = openStorage({ dataFolder });
    try {
      measureSearch(bench, storage, languages);
      measureList(bench, storage);
      measureDeltas(bench, storage);
      await measureCopy(bench, storage);
    } finally {
      storage.close();
    }
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
});

function indexAll(storage: Storage): void {
  const indexer = new SearchIndexer({ search: storage.search, logger });
  while (indexer.catchUp(10_000) > 0) continue;
  while (storage.search.tidy()) continue;
  indexer.dispose();
}

function measureOpening(bench: Bench, dataFolder: string): void {
  const script = fileURLToPath(new URL('open-cold.ts', import.meta.url));
  const opened = Array.from({ length: 2 * bench.rounds }, () => {
    const said = execFileSync(process.execPath, [...typescriptFlags, script, dataFolder], { encoding: 'utf8' });
    return JSON.parse(said) as { readonly openMs: number; readonly readyMs: number; readonly listMs: number };
  });
  bench.figure('database opens', spreadOf(opened.map(({ openMs }) => openMs)), 'ms');
  bench.figure('first list of a cold process', spreadOf(opened.map(({ listMs }) => listMs)), 'ms');
  const ready = opened.map(({ readyMs }) => readyMs);
  bench.target('ms to open, look over and be ready, median', spreadOf(ready).median, { atMost: 100 });
  bench.figure('the same, every start', spreadOf(ready), 'ms');
}

function measureSearch(bench: Bench, storage: Storage, languages: readonly SampleLanguage[]): void {
  const indexer = new SearchIndexer({ search: storage.search, logger });
  const service = new SearchService({ search: storage.search, indexer, clock });
  const queries = sampleQueries(languages, 270);
  let hits = 0;
  let worst = { ms: 0, query: '' };
  const costs = Array.from({ length: bench.rounds }, () =>
    queries.map((input) => {
      const cost = costOf(() => void (hits += service.find(input).hits.length));
      if (cost.ms > worst.ms) worst = { ms: cost.ms, query: input.query };
      return cost;
    }),
  ).flat();
  indexer.dispose();
  tellCosts(bench, { name: 'a search', target: 'ms a search, p95', atMostMs: 30 }, costs);
  bench.note(
    `The slowest search was for “${worst.query}”; ${(hits / costs.length).toFixed(1)} hits were shown on average.`,
  );
}

function measureList(bench: Bench, storage: Storage): void {
  const costs = Array.from({ length: 40 * bench.rounds }, () => costOf(() => void storage.conversations.list()));
  tellCosts(bench, { name: 'a list', target: 'ms a list of 2,000 conversations, p95', atMostMs: 10 }, costs);
}

/** A reply of 100,000 tokens that is committed twice a second: 500 characters each time. */
function measureDeltas(bench: Bench, storage: Storage): void {
  const id = 'streamed' as MessageId;
  const conversationId = 'c0' as ConversationId;
  storage.conversations.append(
    [{ id, conversationId, parentId: null, role: 'assistant', text: '', status: 'streaming', createdAtMs: 1 }],
    { conversationId, updatedAtMs: 1 },
  );
  const piece = 'word '.repeat(100);
  const costs = Array.from({ length: 1_000 }, (_, index) => {
    const start = index * piece.length;
    return costOf(() => storage.conversations.appendReply(id, [{ kind: 'text', start, text: piece }]));
  });
  tellCosts(bench, { name: 'a delta', target: 'ms a streamed delta, p95', atMostMs: 2 }, costs);
  const meanOf = (part: readonly Cost[]): number => part.reduce((sum, { processorMs }) => sum + processorMs, 0);
  const ratio = meanOf(costs.slice(-200)) / meanOf(costs.slice(0, 200));
  bench.figure('a delta after 400 kB to one of the first', ratio, 'times the processor time');
  const read = timed(() => void storage.conversations.findMessage(id));
  bench.figure('reading the reply of 1,000 pieces', read, 'ms');
  const ending = { status: 'complete', stopReason: 'end', error: null, stats: null } as const;
  bench.figure(
    'ending it',
    timed(() => storage.conversations.endReply(id, piece.repeat(1_000), '', ending)),
    'ms',
  );
}

/** A copy of everything while a reply is written: how long the app is held up. */
async function measureCopy(bench: Bench, storage: Storage): Promise<void> {
  const id = 'c0-1' as MessageId;
  const gaps: number[] = [];
  const deltas: number[] = [];
  let before = performance.now();
  const timer = setInterval(() => {
    gaps.push(performance.now() - before - 5);
    deltas.push(timed(() => storage.conversations.appendReply(id, [{ kind: 'text', start: gaps.length, text: 'x' }])));
    before = performance.now();
  }, 5);
  const startedAt = performance.now();
  await storage.backups.make('daily', { signal: new AbortController().signal, onProgress: () => undefined });
  clearInterval(timer);
  bench.figure('a copy, made and read from end to end', (performance.now() - startedAt) / 1000, 's');
  bench.figure('the app held up meanwhile, at most', Math.max(...gaps), 'ms');
  bench.figure('a delta meanwhile, p95', percentile(deltas, 0.95), 'ms');
  bench.figure('a delta meanwhile, the slowest', Math.max(...deltas), 'ms');
}

function timed(act: () => void): number {
  const startedAt = performance.now();
  act();
  return performance.now() - startedAt;
}

/** By the clock, and of this process alone: what other programs do on this computer is not in that. */
type Cost = { readonly ms: number; readonly processorMs: number };

function costOf(act: () => void): Cost {
  const before = process.cpuUsage();
  const ms = timed(act);
  const { user, system } = process.cpuUsage(before);
  return { ms, processorMs: (user + system) / 1000 };
}

function tellCosts(
  bench: Bench,
  words: { readonly name: string; readonly target: string; readonly atMostMs: number },
  costs: readonly Cost[],
): void {
  const times = costs.map(({ ms }) => ms);
  const processor = costs.map(({ processorMs }) => processorMs);
  bench.target(words.target, percentile(times, 0.95), { atMost: words.atMostMs });
  bench.figure(`${words.name}, half of them`, percentile(times, 0.5), 'ms');
  bench.figure(`${words.name}, the slowest`, Math.max(...times), 'ms');
  bench.figure(`${words.name}, processor time, p95`, percentile(processor, 0.95), 'ms');
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}
