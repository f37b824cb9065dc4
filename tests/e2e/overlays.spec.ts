import { join } from 'node:path';
import { ask, bringModel, openScreen, replyEnded } from './support/journey.ts';
import { expect, test } from './support/test.ts';

// Catches: a tooltip that opens while the menu's popover is still closing, which throws and takes the screen with it.
test('a menu closed with Escape gives the focus back to its button', async ({ app, modelsDir }) => {
  const { page } = app;
  await bringModel(page, join(modelsDir, 'bigram.gguf'), 'Bigram');
  const models = page.getByRole('button', { name: 'More for Bigram' });
  await models.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(models).toBeFocused();
  await expect(page.getByRole('tooltip')).toHaveText('More for Bigram');

  await openScreen(page, 'Chat');
  await ask(page, 'Hello there');
  await replyEnded(page);
  const conversation = page.getByRole('button', { name: 'More for this conversation' });
  await conversation.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(conversation).toBeFocused();
});
