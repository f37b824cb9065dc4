import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { checkAccessibility } from './support/check-accessibility.ts';
import { ask, bringModel, openScreen, replyEnded } from './support/journey.ts';
import { expect, test } from './support/test.ts';

const message = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true });

/** A moment after a key is pressed the app has it; a person who leaves takes longer. */
const keptAfterMs = 600;

// Would catch: words that live in the page only, drafts that appear in another chat, or one that comes back after it was sent.
test('what is typed outlives the page, the app that is killed and the sending of another chat', async ({
  app,
  modelsDir,
}) => {
  await bringModel(app.page, join(modelsDir, 'bigram.gguf'), 'Bigram');
  await openScreen(app.page, 'Chat');
  await message(app.page).fill('written before a reload');
  await app.page.reload();
  await expect(message(app.page)).toHaveValue('written before a reload');

  await ask(app.page, 'First question');
  await replyEnded(app.page);
  await message(app.page).fill('of this conversation');
  await app.page.getByRole('button', { name: 'New chat' }).first().click();
  await expect(message(app.page)).toHaveValue('');
  await message(app.page).fill('of the chat to come');
  await app.page.waitForTimeout(keptAfterMs);
  // The page of the app that dies knocks at its door once more.
  app.watch.allow(/WebSocket connection to/);
  await app.kill();

  const page = await app.start();
  await openScreen(page, 'Chat');
  await expect(message(page)).toHaveValue('of the chat to come');
  await page.getByRole('link', { name: /First question/ }).click();
  await expect(message(page)).toHaveValue('of this conversation');
});

// Would catch: a restore that needs a restart by hand, one that cannot be undone, or a page that goes on showing what is gone.
test('a copy brings a renamed chat and one that was deleted back, and what was there before is kept', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  await bringModel(page, join(modelsDir, 'bigram.gguf'), 'Bigram');
  await openScreen(page, 'Chat');
  await ask(page, 'A question to keep');
  await replyEnded(page);
  await openScreen(page, 'Settings');
  const copies = page.getByRole('region', { name: 'Copies of your data' });
  await copies.getByRole('button', { name: 'Make a copy now' }).click();
  const copy = copies.getByRole('listitem').filter({ hasText: 'Made by you' });
  await expect(copy).toContainText(/1 conversation · 2 messages · \d/);
  await checkAccessibility(page);

  await openScreen(page, 'Chat');
  const chats = page.getByRole('region', { name: 'Conversations' });
  await chats.getByRole('link', { name: /A question to keep/ }).click();
  await message(page).fill('typed after the copy');
  await page.keyboard.press('F2');
  await page.keyboard.type('Another name');
  await page.keyboard.press('Enter');
  await expect(chats.getByRole('link', { name: /Another name/ })).toBeVisible();

  await openScreen(page, 'Settings');
  await copy.getByRole('button', { name: /^Restore the copy of/ }).click();
  const dialog = page.getByRole('dialog', { name: /^Go back to/ });
  await expect(dialog).toContainText('1 conversation and 2 messages');
  await checkAccessibility(page);
  app.watch.allow(/WebSocket connection to/);
  await dialog.getByRole('button', { name: 'Restore this copy' }).click();
  await expect(copies.getByRole('listitem').filter({ hasText: 'Before a restore' })).toHaveCount(1, {
    timeout: 30_000,
  });
  await openScreen(page, 'Chat');
  await expect(chats.getByRole('link', { name: /A question to keep/ })).toBeVisible();
  await ask(page, 'It goes on');
  await replyEnded(page);
});
