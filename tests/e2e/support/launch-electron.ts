import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { projectRoot } from './host-process.ts';
import type { Launched, LaunchOptions, MainProcess } from './launched.ts';

/**
 * Looks for Electron's binary as a file: to `require('electron')` starts a download without a time limit.
 * @returns null when it is not there.
 */
export function electronBinary(): string | null {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(projectRoot, 'node_modules/electron/dist');
  const names: Partial<Record<NodeJS.Platform, string>> = {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  };
  const path = join(folder, names[process.platform] ?? 'electron');
  return existsSync(path) ? path : null;
}

/** Command line of the app on the real binary, as `npm start` has it. */
export function electronArguments(dataDir: string, args: readonly string[] = []): string[] {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [...sandbox, projectRoot, '--data-dir', dataDir, ...args];
}

/** The desktop app as a person runs it from a checkout. */
export async function launchElectron({ dataDir, args = [], env = {} }: LaunchOptions): Promise<Launched> {
  const executablePath = electronBinary();
  if (executablePath === null) throw new Error('Electron’s binary is not installed');
  const app = await _electron.launch({
    executablePath,
    args: electronArguments(dataDir, args),
    env: { ...definedEnvironment(), COUNTERWEIGHT_NODE: process.execPath, ...env },
  });
  const child = app.process();
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const page = await app.firstWindow();
  await page.waitForLoadState();
  const ended = async (): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode;
  };
  return {
    page,
    origin: await page.evaluate(() => window.origin),
    main: { evaluate: app.evaluate.bind(app) as unknown as MainProcess['evaluate'] },
    pid: child.pid ?? 0,
    output: () => output,
    close: () => app.close(),
    async kill() {
      child.kill('SIGKILL');
      await ended();
    },
    ended,
  };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
