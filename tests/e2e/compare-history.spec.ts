import type { Page } from '@playwright/test';
import { bringScriptedModels } from './support/bring-scripted-models.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { ask, openScreen, replyEnded } from './support/journey.ts';
import { expect, test } from './support/test.ts';

const slow = { timeout: 60_000 };
const history = (page: Page) => page.getByRole('region', { name: 'Earlier comparisons' });

// Catches: a chat that does not come along, an answer that does not become a chat with all that stands before it, columns
// that show up among the chats, and a history that loses what was deleted by mistake.
test('a chat becomes a comparison, an answer a chat; comparisons are found, renamed, deleted and brought back', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  await bringScriptedModels(page, modelsDir, { Reed: 'Reeds bend.', Oak: 'Oaks stand.' });
  await openScreen(page, 'Chat');
  await ask(page, 'What does the wind do?');
  await replyEnded(page);
  const conversations = page.getByRole('region', { name: 'Conversations' });
  await conversations.getByRole('button', { name: 'More for What does the wind do?' }).click();
  await page.getByRole('menuitem', { name: 'Open as comparison' }).click();
  await expect(page.getByText('Goes on from the chat “What does the wind do?”')).toBeVisible();
  await checkAccessibility(page);
  await page.getByRole('button', { name: 'Start comparing' }).click();
  await expect(page.getByText('2 messages stand before the first prompt')).toBeVisible();
  await page.getByRole('textbox', { name: 'Prompt to all contestants' }).fill('And the trees?');
  await page.keyboard.press('Enter');
  const answers = page.getByRole('article', { name: 'Prompt 1' }).getByRole('group', { name: /^Answer from/ });
  const oak = answers.filter({ hasText: 'Oaks stand.' });
  await expect(oak).toBeVisible(slow);
  await expect(answers.filter({ hasText: 'Reeds bend.' })).toBeVisible(slow);

  await oak.getByRole('button', { name: 'More for this answer' }).click();
  await page.getByRole('menuitem', { name: 'Continue as chat' }).click();
  await expect(page.locator('ol[aria-label="Messages"] > li[aria-posinset]')).toHaveCount(4);
  await expect(page.getByRole('list', { name: 'Messages' })).toContainText('Oaks stand.');
  await expect(conversations.getByRole('link')).toHaveCount(2);

  await openScreen(page, 'Compare');
  await keepAndUse(page);
  await page.getByRole('link', { name: 'Comparisons' }).click();
  await findAndUndo(page);
});

/** A kept prompt goes into the comparison that there is. */
async function keepAndUse(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Prompts' }).click();
  await page.getByRole('button', { name: 'New prompt' }).click();
  await page.getByLabel('Prompt', { exact: true }).fill('And the rain?');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Use in a comparison' }).click();
  await expect(page.getByRole('textbox', { name: 'Prompt to all contestants' })).toHaveValue('And the rain?');
}

async function findAndUndo(page: Page): Promise<void> {
  const lines = history(page).getByRole('link');
  await expect(lines).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Search comparisons' }).fill('reeds');
  await expect(lines).toContainText(['Reeds bend.']);
  await page.getByRole('searchbox', { name: 'Search comparisons' }).fill('nothing like it');
  await expect(history(page).getByText('No comparison has all of these words.')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search comparisons' }).fill('');
  await checkAccessibility(page);

  await lines.first().focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('Wind and trees');
  await page.keyboard.press('Enter');
  await expect(lines).toContainText(['Wind and trees']);
  await lines.first().focus();
  await page.keyboard.press('Delete');
  await expect(history(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(lines).toContainText(['Wind and trees']);
  await lines.first().click();
  await expect(page.getByRole('article', { name: 'Prompt 1' })).toContainText('Oaks stand.');
}
