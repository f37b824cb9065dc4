import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBench, type Bench } from '../harness.ts';
import { root } from '../../setup/prepare.mjs';
import { startBuiltApp } from '../chat/app-client.ts';
import { spreadOf } from '../statistics.ts';
import { type Stream, type Told } from './follow-stream.ts';
import { memoryOf, openBenchPage, type BenchPage, type PageMemory } from './bench-page.ts';
import { openingMs } from './open-conversation.ts';
import { percentile, startRecording, stopRecording, type Recording } from './recorder.ts';
import { tellFrames } from './tell-frames.ts';
import { historyTitle, seedHistory } from './seed-history.ts';
import { startStream } from './stream.ts';
import { typingMs } from './typing.ts';

const longHistory = 10_000;
const shortHistory = 60;
const wantedRate = 500;
/** `--tokens N` makes the stream shorter; the target of memory is for all of them. */
const streamTokens = numberAfter('--tokens', 100_000);
/** The first part of it, at the wanted rate. */
const pacedTokens = 20_000;
const warmUpTokens = 1_000;
/** While it goes on, somebody types. */
const typingTokens = 4_000;
const idleMs = 5_000;
const megabyte = 1_000_000;
const typed = 'The quick brown fox jumps over the lazy dog, twice.';

await runBench('ui', benchUi);

/** The page in Chromium over the real web host: opening a long history, typing under it, and a fast stream at its end. */
async function benchUi(bench: Bench): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'counterweight-bench-ui-'));
  const dataFolder = join(folder, 'data');
  mkdirSync(dataFolder);
  const [conversationId] = seedHistory(dataFolder, [longHistory, shortHistory]);
  if (conversationId === undefined) throw new Error('nothing was written');
  const app = await startBuiltApp(join(root, 'dist/main/web.mjs'), dataFolder);
  const view = await openBenchPage(app);
  try {
    await benchOpening(bench, view);
    await benchIdle(bench, view);
    await benchStream(
      bench,
      view,
      await startStream(app, { folder, conversationId, length: streamTokens + typingTokens }),
    );
  } finally {
    await view.end();
    await app.end();
    rmSync(folder, { recursive: true, force: true });
  }
  bench.note(
    'Chromium is headless and draws on the processor; its frames are begun 60 times a second, so that a frame takes 16.7 ms or a multiple.',
  );
}

async function benchOpening(bench: Bench, { page }: BenchPage): Promise<void> {
  const opened: number[] = [];
  for (let round = 0; round < bench.rounds + 1; round += 1) {
    await openingMs(page, historyTitle(shortHistory), shortHistory - 1);
    await page.waitForTimeout(300);
    const ms = await openingMs(page, historyTitle(longHistory), longHistory - 1);
    await page.waitForTimeout(300);
    // The first one compiles the page's code.
    if (round === 0) bench.figure('opening 10,000 messages, the first time', ms, 'ms');
    else opened.push(ms);
  }
  bench.figure('opening 10,000 messages', spreadOf(opened), 'ms');
  bench.target('opening 10,000 messages, median', spreadOf(opened).median, { atMost: 150 });
}

async function benchIdle(bench: Bench, { page }: BenchPage): Promise<void> {
  await startRecording(page);
  await page.waitForTimeout(idleMs);
  tellFrames(bench, 'idle', await stopRecording(page));
  const typing = await typingMs(page, typed);
  bench.figure('typing, key to paint, 95th percentile', percentile(typing, 0.95), 'ms');
}

/**
 * A reply in two parts: the first at the wanted rate; in the rest the model slows down, because it looks back at ever more
 * text, while the page has ever more of it.
 */
async function benchStream(bench: Bench, view: BenchPage, stream: Stream): Promise<void> {
  await stream.until(warmUpTokens);
  const before = await memoryOf(view.devTools);
  const begun = stream.told();
  const first = await recordUntil(view, stream, Math.min(pacedTokens, streamTokens));
  const paced = stream.told();
  const rest = streamTokens > pacedTokens ? await recordUntil(view, stream, streamTokens) : null;
  const ended = stream.told();
  const after = await memoryOf(view.devTools);
  const typing = await typingMs(view.page, typed);
  await stream.stop();
  tellRate(bench, 'streaming', begun, paced);
  tellFrames(bench, 'streaming', first);
  if (rest !== null) {
    bench.figure('later: rate', rateBetween(paced, ended), 'tokens/s');
    tellFrames(bench, 'later', rest);
  }
  bench.figure('streaming: typing, key to paint, 95th percentile', percentile(typing, 0.95), 'ms');
  tellMemory(bench, { before, after, characters: ended.characters - begun.characters, tokens: ended.tokens });
  const frames = [...first.frames, ...(rest?.frames ?? [])];
  const longTasks = [...first.longTasks, ...(rest?.longTasks ?? [])];
  bench.target('streaming: frames, 95th percentile', percentile(frames, 0.95), { atMost: 16.75 });
  bench.target('streaming: longest task', Math.max(0, ...longTasks), { atMost: 50 });
}

async function recordUntil({ page }: BenchPage, stream: Stream, tokens: number): Promise<Recording> {
  await startRecording(page);
  await stream.until(tokens);
  return stopRecording(page);
}

function rateBetween(begun: Told, ended: Told): number {
  return (1_000 * (ended.tokens - begun.tokens)) / (ended.atMs - begun.atMs);
}

function tellRate(bench: Bench, what: string, begun: Told, ended: Told): void {
  bench.target(`${what}: rate, tokens/s`, rateBetween(begun, ended), { atLeast: wantedRate });
}

type Growth = {
  readonly before: PageMemory;
  readonly after: PageMemory;
  readonly characters: number;
  readonly tokens: number;
};

function tellMemory(bench: Bench, { before, after, characters, tokens }: Growth): void {
  const grown = after.heapBytes - before.heapBytes;
  bench.figure('streamed', tokens, 'tokens');
  bench.figure('streamed text', characters / megabyte, 'million characters');
  bench.figure('growth of the heap', grown / megabyte, 'MB');
  bench.figure('nodes in the document, before', before.nodes, '');
  bench.figure('nodes in the document, after', after.nodes, '');
  const allowed = 2 * characters + 20 * megabyte;
  bench.target('growth of the heap, part of what is allowed', grown / allowed, { atMost: 1 });
}

function numberAfter(flag: string, otherwise: number): number {
  const value = Number(process.argv[process.argv.indexOf(flag) + 1]);
  return process.argv.includes(flag) && value > 0 ? value : otherwise;
}
