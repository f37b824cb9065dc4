import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { seedConversations, type SeededConversation } from '../support/seed-conversations.ts';
import { ask, bringModel, openScreen, replyEnded } from './support/journey.ts';
import type { RunningApp } from './support/running-app.ts';
import { expect, test } from './support/test.ts';

const word = '天平';

/** Starts the app on conversations that are there already. */
async function startWith(app: RunningApp, conversations: readonly SeededConversation[]): Promise<Page> {
  await app.close();
  seedConversations(app.dataDir, conversations);
  return app.start();
}

function listOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Conversations' });
}

// Catches: a search that only finds words between spaces, or that shows a conversation's end instead of what was found.
test('a word of two Chinese letters leads to its message among 300, with the keyboard alone', async ({ app }) => {
  const texts = Array.from({ length: 300 }, (_, index) => `${index}: ${'words about scales '.repeat(10)}`);
  const page = await startWith(app, [
    {
      title: 'Scales',
      texts: texts.with(120, `${word}平衡。`).with(40, `很久以前也说过旧的${word}，还有许多别的话。`),
    },
    { title: 'Other', texts: ['Nothing of the kind'] },
  ]);
  const { keyboard } = page;
  await listOf(page).getByRole('link', { name: 'Other' }).waitFor();
  await keyboard.press('ControlOrMeta+Shift+f');
  await expect(page.getByRole('combobox', { name: 'Search in all messages' })).toBeFocused();
  await keyboard.type(word);
  const found = page.getByRole('option');
  await expect(found).toHaveCount(2);
  await expect(found.first().locator('mark')).toHaveText(word);
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowUp');
  await keyboard.press('Enter');
  const message = page.getByRole('listitem').filter({ hasText: `${word}平衡` });
  await expect(message).toBeInViewport();
  await expect(message).toBeFocused();

  // From there on within the conversation.
  await keyboard.press('ControlOrMeta+f');
  await expect(page.getByRole('textbox', { name: 'Find in this conversation' })).toBeFocused();
  await keyboard.type(word);
  const here = page.getByRole('search', { name: 'Find in this conversation' });
  await expect(here.getByRole('status')).toHaveText('2 of 2');
  await keyboard.press('Enter');
  await expect(here.getByRole('status')).toHaveText('1 of 2');
  await expect(page.getByText(`很久以前也说过旧的${word}，还有许多别的话。`)).toBeInViewport();
  await expect(page.getByRole('textbox', { name: 'Find in this conversation' })).toBeFocused();
  await keyboard.press('Escape');
  await expect(here).toHaveCount(0);
});

test('a project gives its system prompt to the chats that begin in it; deleted, its chats stay', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  await bringModel(page, join(modelsDir, 'bigram.gguf'), 'Bigram');
  await openScreen(page, 'Chat');
  await page.getByRole('button', { name: 'What the list shows' }).click();
  await page.getByRole('menuitem', { name: 'New project…' }).click();
  const dialog = page.getByRole('dialog', { name: 'New project' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Garden');
  await dialog.getByRole('textbox', { name: 'System prompt' }).fill('You are a gardener.');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('button', { name: 'More for the project Garden' }).click();
  await page.getByRole('menuitem', { name: 'New chat in this project' }).click();
  await expect(page.getByText('This chat goes into the project Garden.')).toBeVisible();
  const reply = await ask(page, 'Which pots for roses?');
  await replyEnded(page);
  const garden = page.getByRole('region', { name: 'Garden' });
  await expect(garden.getByRole('link', { name: 'Which pots for roses?' })).toBeVisible();
  await reply.getByRole('button', { name: 'More for this reply' }).click();
  await page.getByRole('menuitem', { name: 'Show prompt' }).click();
  await expect(page.getByRole('dialog').getByText('You are a gardener.')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'More for the project Garden' }).click();
  await page.getByRole('menuitem', { name: 'Delete project' }).click();
  await expect(page.getByRole('region', { name: 'Today' }).getByRole('link', { name: 'Which pots' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(garden.getByRole('link', { name: 'Which pots for roses?' })).toBeVisible();
});

test('several are tagged and archived at once; what is archived leaves the list and is found', async ({ app }) => {
  const page = await startWith(app, [
    { title: 'Green tea', texts: ['How long does green tea steep?'] },
    { title: 'Old taxes', texts: ['Which forms for the taxes?'] },
    { title: 'Old rent', texts: ['What did the rent cost?'] },
  ]);
  const list = listOf(page);
  await list.getByRole('link', { name: 'Old taxes' }).focus();
  await page.keyboard.press('Space');
  await list.getByRole('checkbox', { name: 'Old rent' }).check();
  await page.getByRole('button', { name: 'Tags…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tags of 2 conversations' });
  await dialog.getByRole('textbox', { name: 'New tag' }).fill('Money');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('checkbox', { name: 'Money' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Archive' }).click();
  await expect(list.getByRole('link')).toHaveText(['Green tea']);

  await page.keyboard.press('ControlOrMeta+Shift+f');
  await page.getByRole('combobox', { name: 'Search in all messages' }).fill('forms');
  await expect(page.getByRole('option', { name: 'Old taxes' })).toBeVisible();
  await page.getByRole('button', { name: 'Tag', exact: true }).click();
  await page.getByRole('menuitemradio', { name: '#Money' }).click();
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'What the list shows' }).click();
  await page.getByRole('menuitemradio', { name: 'Archive' }).click();
  await page.getByRole('button', { name: 'More for Old taxes' }).click();
  await page.getByRole('menuitem', { name: 'Take out of the archive' }).click();
  await page.getByRole('button', { name: /Show all again/ }).click();
  await expect(list.getByRole('link', { name: 'Old taxes' })).toBeVisible();
});
