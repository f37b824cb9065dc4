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
    args: [`--remote-debugging-port=${wantedPort()}`, ...switches],
    ignoreDefaultArgs: ['--disable-popup-blocking'],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  // Chromium writes the file only for a port it chose itself.
  const port = wantedPort() || readFileSync(portFile, 'utf8').split('\n')[0];
  return { context, endpoint: `http://127.0.0.1:${port}` };
}

/** What `--remote-debugging-port=N` says, which Electron's binary takes too; 0 is any free port. */
function wantedPort(): number {
  const prefix = '--remote-debugging-port=';
  const argument = process.argv.find((text) => text.startsWith(prefix));
  return Number(argument?.slice(prefix.length) ?? 0);
}
