import { defineConfig } from '@playwright/test';
import { skippedJourneys } from './scripts/test/long-tests.ts';
import { chromiumLaunchOptions } from './tests/e2e/support/chromium-launch.ts';

/**
 * What a screen does, whichever host serves it: the web host shows it, `npm run test:hosts` and build machines show it
 * everywhere. The others are about what hosts do differently: files, windows, processes, the clipboard.
 */
const pageOnly =
  process.env['COUNTERWEIGHT_EVERY_HOST'] === '1'
    ? []
    : [
        'accessibility',
        'compare-figures',
        'compare-grid',
        'compare-history',
        'compare-ratings',
        'compare-setup',
        'compare-voting',
        'compare-blind',
        'compare-faults',
        'compare-shelf',
        'context',
        'chat-settings',
        'chat-tree',
        'chat-view',
        'discover',
        'downloads',
        'find',
        'drafts-backups',
        'exchange',
        'faults',
        'keyboard',
        'keyboard-chat',
        'keyboard-compare',
        'library',
        'network-settings',
        'overlays',
        'prompt-view',
        'runtime',
        'system',
        'token-view',
      ].map((name) => `tests/e2e/${name}.spec.ts`);

/** The same specs against three hosts; what is in `shell/` is about the desktop's own behaviour. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // Each test runs real models in real processes, but mostly waits for them to start: two side by side, as two cores bear.
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  // On a shared build machine a second try tells a slow moment from a defect; the run still names what needed one.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: { launchOptions: chromiumLaunchOptions(), actionTimeout: 15_000 },
  projects: [
    { name: 'web', testIgnore: ['shell/**', ...skippedJourneys] },
    { name: 'shell', testIgnore: pageOnly },
    // A native error box waits for a person to press its button.
    { name: 'electron', testIgnore: ['shell/start-failure.spec.ts', ...pageOnly] },
  ],
});
