import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { chromiumPath } from './chromium-launch.ts';
import { distMain, HostProcess, projectRoot } from './host-process.ts';
import type { Launched, LaunchOptions, MainProcess } from './launched.ts';

type FromStandIn =
  | { readonly type: 'window'; readonly endpoint: string }
  | { readonly type: 'answer'; readonly id: number; readonly value?: unknown; readonly error?: string };

/** Command line of the real main bundle on plain Node, with the stand-in for the electron module. */
export function shellCommand(dataDir: string, args: readonly string[] = []): string[] {
  const standIn = pathToFileURL(join(projectRoot, 'tests/support/electron-standin/register.mjs')).href;
  const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning', '--import', standIn];
  return [...flags, join(distMain, 'electron.mjs'), '--data-dir', dataDir, ...args];
}

export function shellEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, CHROMIUM_PATH: chromiumPath(), COUNTERWEIGHT_NODE: process.execPath };
}

/** The desktop's own code with a Chromium page for its window. */
export async function launchShell({ dataDir, args = [], env = {} }: LaunchOptions): Promise<Launched> {
  const host = new HostProcess(process.execPath, shellCommand(dataDir, args), {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...shellEnvironment(), ...env },
  });
  const endpoint = await windowOf(host);
  const browser = await chromium.connectOverCDP(endpoint);
  const page = await firstAppPage(browser);
  const main = questionsTo(host);
  return {
    page,
    origin: await page.evaluate(() => window.origin),
    main,
    pid: host.child.pid ?? 0,
    output: () => host.output,
    async close() {
      // The answer may be lost in the quitting.
      if (!host.hasEnded)
        await Promise.race([main.evaluate(({ app }) => app.quit()), host.ended()]).catch(() => undefined);
      await host.ended();
    },
    kill: () => host.kill(),
    ended: () => host.ended(),
  };
}

async function windowOf(host: HostProcess): Promise<string> {
  const isEnded = once(host.child, 'exit').then(() => null);
  const opened = new Promise<FromStandIn>((resolve) => {
    host.child.on('message', (message: FromStandIn) => {
      if (message.type === 'window') resolve(message);
    });
  });
  const message = await Promise.race([opened, isEnded]);
  if (message?.type === 'window') return message.endpoint;
  throw new Error(`the app ended before it had a window:\n${host.output}`);
}

async function firstAppPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  if (!context) throw new Error('the browser has no context');
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const page = context.pages().find((candidate) => candidate.url().startsWith('https:'));
    if (page) {
      await page.waitForLoadState();
      return page;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('the window never loaded the app');
}

function questionsTo(host: HostProcess): MainProcess {
  let nextId = 1;
  return {
    evaluate<Result>(ask: (...args: never) => unknown, argument?: unknown): Promise<Result> {
      const id = nextId++;
      return new Promise((resolve, reject) => {
        const settle = (message: FromStandIn): void => {
          if (message.type !== 'answer' || message.id !== id) return;
          host.child.off('message', settle);
          if (message.error === undefined) resolve(message.value as Result);
          else reject(new Error(message.error));
        };
        host.child.on('message', settle);
        host.child.send({ type: 'evaluate', id, source: ask.toString(), argument });
      });
    },
  };
}
