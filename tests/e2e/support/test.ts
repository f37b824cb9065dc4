import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base, type Browser } from '@playwright/test';
import { writeBigramModel } from '../../support/gguf/bigram-model.ts';
import { checkAccessibility } from './check-accessibility.ts';
import { electronBinary } from './launch-electron.ts';
import { RunningApp, type HostName } from './running-app.ts';

type TestFixtures = { readonly app: RunningApp };
type WorkerFixtures = {
  /** `bigram.gguf` says a few sentences and ends; `endless.gguf` never ends by itself, and is slow enough to catch. */
  readonly modelsDir: string;
};

/**
 * A running app with an empty data folder. After each test its screen is checked for accessibility, and nothing may
 * have been written to the page's console as an error.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  modelsDir: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'counterweight-models-'));
      await writeBigramModel({ path: join(folder, 'bigram.gguf'), seed: 1, name: 'Bigram' });
      await writeBigramModel({
        path: join(folder, 'endless.gguf'),
        seed: 2,
        name: 'Endless',
        endless: true,
        contextLength: 32_768,
        ballast: { layers: 6, feedForward: 4_096 },
      });
      await use(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  app: async ({ playwright }, use, testInfo) => {
    const host = testInfo.project.name as HostName;
    skipWithoutElectron(host);
    const dataDir = mkdtempSync(join(tmpdir(), 'counterweight-e2e-'));
    let browser: Promise<Browser> | undefined;
    const { launchOptions } = testInfo.project.use;
    const app = new RunningApp(host, dataDir, () => (browser ??= playwright.chromium.launch(launchOptions)));
    try {
      await app.start();
      await use(app);
      if (app.isRunning && !app.page.isClosed() && testInfo.status === testInfo.expectedStatus) {
        await checkAccessibility(app.page);
      }
      expect(app.watch.problems, 'console errors, page errors and refused content').toEqual([]);
    } finally {
      if (app.isRunning) await testInfo.attach('what the app wrote', { body: app.output });
      await app.close();
      await (await browser)?.close();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  },
});

export { expect };

/** The one skip there is: the real binary cannot be had on every machine. Where it must be, its absence is a failure. */
function skipWithoutElectron(host: HostName): void {
  if (host !== 'electron' || electronBinary() !== null) return;
  const reason = 'Electron’s binary is not installed (node_modules/electron/dist)';
  if (process.env['REQUIRE_ELECTRON'] === '1') throw new Error(`${reason}, and REQUIRE_ELECTRON=1 asks for it`);
  test.skip(true, reason);
}
