import { join } from 'node:path';
import { checkAccessibility } from './support/check-accessibility.ts';
import { ask, bringModel, openScreen, replyEnded } from './support/journey.ts';
import { expect, test } from './support/test.ts';

test('every screen, full and empty, in both themes and at the smallest size, passes axe', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  await page.setViewportSize({ width: 960, height: 600 });
  const checkBothThemes = async (): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await checkAccessibility(page);
    }
  };
  for (const screen of ['Chat', 'Library', 'Settings'] as const) {
    await openScreen(page, screen);
    await checkBothThemes();
  }
  await bringModel(page, join(modelsDir, 'bigram.gguf'), 'Bigram');
  await checkBothThemes();
  await openScreen(page, 'Chat');
  await checkBothThemes();
  await ask(page, 'Hello there');
  await replyEnded(page);
  await checkBothThemes();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await checkBothThemes();
});

test('nothing is cut off or scrolls sideways at the smallest size, zoomed to 200 % as well', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  await bringModel(page, join(modelsDir, 'bigram.gguf'), 'Bigram');
  await openScreen(page, 'Chat');
  await ask(page, 'Hello there');
  await replyEnded(page);
  for (const size of [
    { width: 960, height: 600 },
    { width: 480, height: 300 },
  ]) {
    await page.setViewportSize(size);
    for (const screen of ['Library', 'Settings', 'Chat'] as const) {
      await openScreen(page, screen);
      const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overhang, `${screen} at ${size.width}`).toBeLessThanOrEqual(0);
    }
    await expect(page.getByRole('button', { name: 'Send' })).toBeInViewport({ ratio: 1 });
  }
  await page.getByRole('button', { name: 'Show conversations' }).click();
  await expect(page.getByRole('link', { name: 'Hello there' })).toBeInViewport();
});
