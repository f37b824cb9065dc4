import { join } from 'node:path';
import { ask, bringModel, hasBegun, openScreen, replyEnded } from './support/journey.ts';
import { runCommand, tabTo } from './support/keys.ts';
import { expect, test } from './support/test.ts';

test('the whole way by keyboard alone: bring a file, chat, stop, regenerate, delete, undo', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  const { keyboard } = page;
  await runCommand(page, 'add models');
  await tabTo(page, 'textbox', 'Path of a file or folder');
  await keyboard.type(join(modelsDir, 'endless.gguf'));
  await keyboard.press('Enter');
  await expect(page.getByRole('row', { name: 'Endless' })).toBeVisible({ timeout: 60_000 });

  await runCommand(page, 'new chat');
  await expect(page.getByRole('textbox', { name: 'Message', exact: true })).toBeFocused();
  await keyboard.type('Say a lot');
  await keyboard.press('Shift+Enter');
  await keyboard.type('really');
  await keyboard.press('Enter');
  const reply = page.getByRole('article', { name: 'Reply from Endless' });
  await hasBegun(reply);
  await expect(page.getByRole('article', { name: 'You said' })).toContainText('Say a lot\nreally');
  await keyboard.press('Escape');
  await expect(reply).toContainText('You stopped this reply.');

  await runCommand(page, 'regenerate');
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
  await hasBegun(reply);
  await keyboard.press('Escape');
  await expect(reply).toContainText('2/2');
  await expect(reply).toContainText('You stopped this reply.');

  await runCommand(page, 'delete this conversation');
  await expect(page.getByRole('link', { name: 'Say a lot' })).toHaveCount(0);
  await tabTo(page, 'button', 'Undo');
  await keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Say a lot' })).toBeVisible();
});

// Catches: a command that only one screen knows, and a second one of the same name in the palette.
test('a new chat and the search are one key press away from every screen', async ({ app, modelsDir }) => {
  const { page } = app;
  const newChat = app.host === 'web' ? 'Alt+n' : 'ControlOrMeta+n';
  const message = page.getByRole('textbox', { name: 'Message', exact: true });
  await bringModel(page, join(modelsDir, 'bigram.gguf'), 'Bigram');
  for (const screen of ['Library', 'Settings', 'Chat'] as const) {
    await openScreen(page, screen);
    await page.keyboard.press(newChat);
    await expect(message).toBeFocused();
  }
  await ask(page, 'Where is the pivot?');
  await replyEnded(page);
  await page.keyboard.press(newChat);
  await expect(page.getByRole('heading', { name: 'New chat' })).toBeVisible();

  await page.getByRole('button', { name: 'Hide conversations' }).click();
  for (const screen of ['Chat', 'Settings'] as const) {
    await openScreen(page, screen);
    await page.keyboard.press('ControlOrMeta+f');
    await expect(page.getByRole('searchbox', { name: 'Search conversations' })).toBeFocused();
  }
  await page.keyboard.type('pivot');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('link', { name: 'Where is the pivot?' })).toBeFocused();

  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('option', { name: 'New chat' })).toHaveCount(1);
  await expect(page.getByRole('option', { name: 'Find a conversation' })).toHaveCount(1);
});

// Catches: a control that takes the focus with it when it goes, so that the next key press starts from nowhere.
test('the focus is never lost: rename, pin, delete, undo, hide and show the list', async ({ app, modelsDir }) => {
  const { page } = app;
  const { keyboard } = page;
  await bringModel(page, join(modelsDir, 'bigram.gguf'), 'Bigram');
  for (const text of ['First', 'Second', 'Third']) {
    await openScreen(page, 'Chat');
    await keyboard.press(app.host === 'web' ? 'Alt+n' : 'ControlOrMeta+n');
    await ask(page, text);
    await replyEnded(page);
  }
  const message = page.getByRole('textbox', { name: 'Message', exact: true });
  await message.focus();
  await keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: 'New title' })).toBeFocused();
  await keyboard.press('Escape');
  await expect(message).toBeFocused();

  const link = (name: string) => page.getByRole('region', { name: 'Conversations' }).getByRole('link', { name });
  await page.getByRole('button', { name: 'More for Second' }).focus();
  await keyboard.press('Enter');
  await keyboard.press('p');
  await keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Pinned' }).getByRole('link', { name: 'Second' })).toBeFocused();
  await keyboard.press('Delete');
  await expect(link('Third')).toBeFocused();
  await tabTo(page, 'button', 'Undo');
  await keyboard.press('Enter');
  await expect(link('Second')).toBeVisible();
  await expect(page.locator(':focus')).toHaveCount(1);

  await page.getByRole('button', { name: 'Hide conversations' }).focus();
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Show conversations' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Hide conversations' })).toBeFocused();
});

// Catches: shortcuts that are heard only once the first screen has been drawn.
test('a key pressed at the first moment counts', async ({ app }) => {
  await app.page.reload();
  await app.page.keyboard.press('ControlOrMeta+k');
  await expect(app.page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
});

test('focus is always visible and never trapped: Tab goes round the whole screen', async ({ app }) => {
  const { page } = app;
  const seen = new Set<string>();
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      const hasRing = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
      return { name: element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '', hasRing };
    });
    if (focused === null) continue;
    expect(focused.hasRing, `a visible focus on “${focused.name}”`).toBe(true);
    seen.add(focused.name);
  }
  expect(seen.size).toBeGreaterThan(5);
});
