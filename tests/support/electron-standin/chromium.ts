import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';

export type Chromium = { readonly context: BrowserContext; readonly endpoint: string };

/**
 * Starts Chromium on the app's own session folder, with the switches the app asked for. It ends with this process,
 * however that ends: Playwright's pipe to it closes.
 */
export async function startChromium(folder: string, switches: readonly string[]): Promise<Chromium> {
  const executablePath = process.env['CHROMIUM_PATH'];
  const portFile = join(folder, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const context = await chromium.launchPersistentContext(folder, {
    ...(executablePath === undefined ? {} : { executablePath }),
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--remote-debugging-port=0', ...switches],
    ignoreDefaultArgs: ['--disable-popup-blocking'],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const [port = ''] = readFileSync(portFile, 'utf8').split('\n');
  return { context, endpoint: `http://127.0.0.1:${port}` };
}
