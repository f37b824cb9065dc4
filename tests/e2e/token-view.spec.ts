import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { writeBigramModel } from '../support/gguf/bigram-model.ts';
import { writeScriptedModel } from '../support/gguf/scripted-model.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { ask, bringModel, openScreen, replyEnded } from './support/journey.ts';
import { expect, test } from './support/test.ts';

async function openTokens(page: Page, reply: Locator): Promise<Locator> {
  await reply.hover();
  await reply.getByRole('button', { name: 'More for this reply' }).click();
  await page.getByRole('menuitem', { name: 'Show tokens' }).click();
  return page.getByRole('dialog', { name: 'Tokens of this reply' });
}

// Catches: tokens that are not the reply's, keys that lead nowhere, a branch that keeps the old word or loses what was before.
test('a reply’s tokens are looked at by keys, and it goes on from another one in a version of its own', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  const path = join(modelsDir, 'bigram.gguf');
  await writeBigramModel({ path, seed: 1, name: 'Bigram' });
  await bringModel(page, path, 'Bigram');
  await openScreen(page, 'Chat');
  const reply = await ask(page, 'Go');
  await replyEnded(page);

  const dialog = await openTokens(page, reply);
  await expect(dialog.getByText('Perplexity')).toBeVisible({ timeout: 60_000 });
  const tokens = dialog.getByRole('listbox', { name: 'Tokens, in order' }).getByRole('option');
  await tokens.first().focus();
  // Some tokens had no other worth telling: on to one that had, a few words in.
  const other = dialog.getByRole('button', { name: /^Go on with/ }).first();
  let place = -1;
  while (place < 4 || !(await other.isVisible())) {
    await page.keyboard.press('ArrowRight');
    place += 1;
    await expect(tokens.nth(place)).toHaveAttribute('aria-selected', 'true');
  }
  await checkAccessibility(page);

  const written = await tokens.allTextContents();
  const word = (await other.locator('bdi').textContent()) ?? '';
  await other.focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await replyEnded(page);
  const version = page.getByRole('article', { name: /^Reply from/ });
  await expect(version).toContainText('2/2');
  const begun = written.slice(0, place).join('') + word.replaceAll('·', ' ').replaceAll('↵', ' ');
  await expect(version).toContainText(begun.trim().replaceAll(/\s+/g, ' '));
  await openTokens(page, version);
  await expect(page.getByRole('option').nth(place)).toHaveText(word.replaceAll('·', ' ').replaceAll('↵', '\n'));
});

// Catches: figures of thoughts that are lost with the page, and a model that is loaded without being asked.
test('thoughts keep their figures, and after a restart the tokens wait until the model may be loaded', async ({
  app,
  modelsDir,
}) => {
  const path = join(modelsDir, 'thinker.gguf');
  const reply = '[THINK]First the left pan, then the right one.[/THINK]The left one.';
  await writeScriptedModel({ path, name: 'Thinker', reply, specials: ['[THINK]', '[/THINK]'] });
  await bringModel(app.page, path, 'Thinker');
  await openScreen(app.page, 'Chat');
  await ask(app.page, 'Which is it?');
  await replyEnded(app.page);
  const page = await app.restart();
  await page.getByRole('link', { name: 'Which is it?' }).click();
  const kept = page.getByRole('article', { name: /^Reply from/ });
  const fold = kept.getByRole('button', { name: /^Thought for .+ tokens$/ });
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  await fold.click();
  await expect(kept.getByRole('group', { name: 'Thoughts' })).toHaveText('First the left pan, then the right one.');
  const dialog = await openTokens(page, kept);
  await dialog.getByRole('button', { name: 'Load the model and judge' }).click();
  await expect(dialog.getByText('Perplexity')).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByRole('option', { name: /^Mark \[THINK\]/ })).toBeVisible();
});
