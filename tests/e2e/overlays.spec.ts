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

// Catches: notices laid over the one control that is needed next.
test('notices never cover the composer, however high it grows', async ({ app, modelsDir }) => {
  const { page } = app;
  await bringModel(page, join(modelsDir, 'bigram.gguf'), 'Bigram');
  await openScreen(page, 'Chat');
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill('line\n'.repeat(6));
  const notice = page.getByRole('region', { name: 'Notifications' }).getByText('Bigram is ready to chat');
  for (const size of [
    { width: 960, height: 600 },
    { width: 1440, height: 900 },
  ]) {
    await page.setViewportSize(size);
    const foot = await notice.evaluate((element) => element.getBoundingClientRect().bottom);
    const composer = await page.locator('[data-composer]').evaluate((field) => field.getBoundingClientRect().top);
    expect(foot, `at ${size.width} × ${size.height}`).toBeLessThan(composer);
  }
});
