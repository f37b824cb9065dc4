import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { writeScriptedModel } from '../support/gguf/scripted-model.ts';
import { runCommand, tabTo } from './support/keys.ts';
import { expect, test } from './support/test.ts';

const replies = { Reed: 'Reeds bend in the wind.', Oak: 'Oaks stand still.' };

async function bringByKeys(page: Page, folder: string): Promise<void> {
  for (const [name, reply] of Object.entries(replies)) {
    const path = join(folder, `keys-${name}.gguf`);
    await writeScriptedModel({ path, name, reply });
    await runCommand(page, 'add models');
    await tabTo(page, 'textbox', 'Path of a file or folder');
    await page.keyboard.type(path);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row', { name })).toBeVisible({ timeout: 60_000 });
  }
}

// Catches: a step of a comparison that only a mouse can take, and focus that is lost between two of them.
test('a whole comparison by keys alone: set up, ask, vote, reveal, undo, ratings, export, rename, delete, undo', async ({
  app: { page },
  modelsDir,
}) => {
  const { keyboard } = page;
  await bringByKeys(page, modelsDir);
  await runCommand(page, 'new comparison');
  await tabTo(page, 'button', 'Settings of contestant 2');
  await keyboard.press('Enter');
  await tabTo(page, 'textbox', 'Temperature');
  await keyboard.press('ControlOrMeta+a');
  await keyboard.type('0');
  await tabTo(page, 'button', 'Done');
  await keyboard.press('Enter');
  await expect(page.getByRole('listitem', { name: 'Contestant 2', exact: true })).toContainText('temperature 0');
  await expect(page.getByRole('button', { name: 'Settings of contestant 2' })).toBeFocused();
  await tabTo(page, 'checkbox', 'Blind');
  await keyboard.press('Space');
  await tabTo(page, 'button', 'Start comparing');
  await keyboard.press('Enter');
  const prompt = page.getByRole('textbox', { name: 'Prompt to all contestants' });
  await expect(prompt).toBeFocused();

  await tabTo(page, 'button', 'Contestants of this comparison');
  await keyboard.press('Enter');
  await tabTo(page, 'checkbox', 'Reveal after each verdict');
  await keyboard.press('Space');
  await keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Contestants of this comparison' })).toBeFocused();
  await keyboard.press('Alt+m');
  await expect(prompt).toBeFocused();
  await keyboard.type('What does the wind do?');
  await keyboard.press('Enter');
  const round = page.getByRole('article', { name: 'Prompt 1' });
  const verdict = page.getByRole('group', { name: 'Verdict on prompt 1' });
  await expect(verdict).toContainText('Which is best?', { timeout: 60_000 });
  await keyboard.press('2');
  await expect(verdict).toContainText('Answer B is best');
  await expect(round).not.toContainText('F16');
  await keyboard.press('r');
  await expect(verdict).toContainText(/Best:B(Reed|Oak) F16/);
  await keyboard.press('u');
  await expect(verdict).toContainText('Names are known');
  await keyboard.press('1');
  await expect(verdict).toContainText('Best:');
  await expect(verdict).toContainText('Names seen');

  await runCommand(page, 'export this comparison');
  const download = page.waitForEvent('download');
  await tabTo(page, 'button', /^Export$/);
  await keyboard.press('Enter');
  expect((await download).suggestedFilename()).toMatch(/\.html$/);
  await keyboard.press('F2');
  await keyboard.type('Wind in the trees');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Wind in the trees' })).toBeVisible();

  await runCommand(page, 'go to ratings');
  await expect(page.getByText('From 1 vote')).toBeVisible();
  await runCommand(page, 'go to votes');
  await expect(page.getByRole('list', { name: 'Your votes' }).getByRole('listitem')).toHaveCount(1);
  await tabTo(page, 'link', 'Comparisons');
  await keyboard.press('Enter');
  const line = page.getByRole('region', { name: 'Earlier comparisons' }).getByRole('link');
  await tabTo(page, 'link', 'Wind in the trees');
  await keyboard.press('Delete');
  await expect(line).toHaveCount(0);
  await tabTo(page, 'button', 'Undo');
  await keyboard.press('Enter');
  await expect(line).toHaveCount(1);
  await tabTo(page, 'link', 'Wind in the trees');
  await keyboard.press('Enter');
  await expect(verdict).toContainText('Best:');
});
