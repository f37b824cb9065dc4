import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { chattyRepo, demoRepos, demoToken, gatedRepo } from '../../support/hub/demo-repos.ts';
import type { HubRepo } from '../../support/hub/hub-repo.ts';
import { startTestHub, type TestHub } from '../../support/hub/start-test-hub.ts';
import { openScreen } from './journey.ts';
import { test as base } from './test.ts';

/** Tests with a hub on this computer; `test` from here instead of the plain one. */
export const test = base.extend<{ readonly hub: TestHub }, { readonly repos: readonly HubRepo[] }>({
  repos: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'counterweight-hub-'));
      await use(await demoRepos(folder));
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  hub: async ({ app, repos }, use) => {
    const hub = await startTestHub({ repos, users: { [demoToken]: { name: 'demo', canRead: [gatedRepo] } } });
    await takeHub(app.page, hub.url);
    await use(hub);
    await hub.close();
  },
});

export { expect };

/** Enters the hub's address in the settings, as a person with a mirror would. */
async function takeHub(page: Page, address: string): Promise<void> {
  await openScreen(page, 'Settings');
  await page.getByRole('textbox', { name: 'Address of the Hub' }).fill(address);
  await page.getByRole('button', { name: 'Use this address' }).click();
  await expect(page.getByRole('button', { name: 'Back to the usual one' })).toBeVisible();
}

export async function search(page: Page, words: string): Promise<void> {
  await openScreen(page, 'Discover');
  const field = page.getByRole('searchbox', { name: 'Search the Hub' });
  await field.fill(words);
  await field.press('Enter');
}

/** Searches for a repository and opens its page. */
export async function openModel(page: Page, repo: string = chattyRepo): Promise<void> {
  const name = repo.split('/')[1] ?? repo;
  await search(page, name);
  await page.getByRole('region', { name: 'Results' }).getByRole('link', { name: repo }).click();
  await expect(page.getByRole('heading', { level: 1, name: repo })).toBeVisible();
}

export async function startDownload(page: Page, quantization: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Download ${quantization},`) }).click();
}

/** Opens the list of all downloads through the ring at the rail's foot. */
export async function openDownloads(page: Page): Promise<void> {
  await page
    .getByRole('banner')
    .getByRole('button', { name: /download/i })
    .click();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Downloads' })).toBeVisible();
}
