import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type Page } from '@playwright/test';
import { ask, bringModel, hasBegun, openScreen } from '../../tests/e2e/support/journey.ts';
import { writeBigramModel } from '../../tests/support/gguf/bigram-model.ts';

/*
 * Starts the packaged app as a person would, brings it a model and chats: the archive, the fuses, the shipped Node and
 * the native parts outside the archive all have to work. The inspector is fused off, so it is watched from the page.
 */
const limitMs = 60_000;
const root = join(import.meta.dirname, '..', '..');
const [program = packagedProgram(), ...programArguments] = process.argv.slice(2);

const folder = mkdtempSync(join(tmpdir(), 'counterweight-smoke-'));
const port = await freePort();
const flags = [`--remote-debugging-port=${port}`, '--data-dir', join(folder, 'data')];
const child = spawn(program, [...programArguments, ...flags], { stdio: 'inherit' });
const isEnded = once(child, 'exit');
try {
  await chatOnce(await appPage());
  child.kill();
  await Promise.race([isEnded, failAfter(20_000, 'the app did not end')]);
  process.stdout.write('The packaged app starts, loads a model, chats and ends.\n');
} finally {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
// The connection to the browser that is gone would keep this process waiting.
process.exit();

async function chatOnce(page: Page): Promise<void> {
  const path = join(folder, 'bigram.gguf');
  await writeBigramModel({ path, seed: 1, name: 'Bigram' });
  await bringModel(page, path, 'Bigram');
  await openScreen(page, 'Chat');
  await hasBegun(await ask(page, 'Hello'));
  expect(page.url()).toMatch(/^(app:\/\/counterweight|https:\/\/counterweight\.app-scheme\.test)\//);
}

async function appPage(): Promise<Page> {
  const endAt = Date.now() + limitMs;
  while (Date.now() < endAt) {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => null);
    const page = browser?.contexts()[0]?.pages()[0];
    if (page && /^(app|https):/.test(page.url())) return page;
    await browser?.close();
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('the app opened no window');
}

function packagedProgram(): string {
  const release = join(root, 'release');
  const candidates = readdirSync(release).flatMap((name) => [
    join(release, name, 'counterweight'),
    join(release, name, 'Counterweight.exe'),
    join(release, name, 'Counterweight.app/Contents/MacOS/Counterweight'),
  ]);
  const found = candidates.find((path) => existsSync(path));
  if (found === undefined) throw new Error('nothing is packaged: run npm run package -- --dir first');
  return found;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function failAfter(waitMs: number, what: string): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, waitMs).unref());
  throw new Error(what);
}
