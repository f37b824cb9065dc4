import { join } from 'node:path';
import { hasBegun } from './support/journey.ts';
import { runCommand, tabTo } from './support/keys.ts';
import { expect, test } from './support/test.ts';

// Catches: a step of a chat that only a mouse can take, and focus that is lost between two of them.
test('a whole chat by keys alone: settings, files, stop, go on, edit, versions, thumbs, search, delete, undo', async ({
  app: { page },
  modelsDir,
}) => {
  const { keyboard } = page;
  await runCommand(page, 'add models');
  await tabTo(page, 'textbox', 'Path of a file or folder');
  await keyboard.type(join(modelsDir, 'endless.gguf'));
  await keyboard.press('Enter');
  await expect(page.getByRole('row', { name: 'Endless' })).toBeVisible({ timeout: 60_000 });

  await runCommand(page, 'new chat');
  const message = page.getByRole('textbox', { name: 'Message', exact: true });
  await expect(message).toBeFocused();
  await keyboard.press('Alt+s');
  await tabTo(page, 'textbox', 'Temperature');
  await keyboard.press('ControlOrMeta+a');
  await keyboard.type('0');
  await keyboard.press('Alt+s');
  await expect(page.getByRole('complementary', { name: 'Chat settings' })).toHaveCount(0);

  await keyboard.press('Alt+m');
  await keyboard.type('Say a lot about the pivot');
  await tabTo(page, 'button', 'Add to this message');
  await keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: /^Attach text files/ })).toBeFocused();
  const chooser = page.waitForEvent('filechooser');
  // Once the page has answered, choosers are listened to: before, a key may be faster.
  await page.evaluate(() => document.title);
  await keyboard.press('Enter');
  const text = Buffer.from('A beam rests on a pivot.');
  await (await chooser).setFiles({ name: 'notes.md', mimeType: 'text/markdown', buffer: text });
  await expect(page.getByRole('list', { name: 'Attached files' })).toContainText('notes.md');
  await keyboard.press('Alt+m');
  await keyboard.press('Enter');
  const reply = page.getByRole('article', { name: 'Reply from Endless' });
  await hasBegun(reply);
  await keyboard.press('Escape');
  await expect(reply).toContainText('You stopped this reply.');
  const words = (await reply.innerText()).length;
  await runCommand(page, 'continue the last reply');
  await expect.poll(async () => (await reply.innerText()).length).toBeGreaterThan(words + 20);
  await keyboard.press('Escape');
  await expect(reply).toContainText('You stopped this reply.');

  await keyboard.press('Alt+Shift+ArrowUp');
  await keyboard.press('Alt+Shift+ArrowUp');
  await keyboard.press('Alt+e');
  await expect(page.getByRole('textbox', { name: 'Edit message' })).toBeFocused();
  await keyboard.type(', please');
  await keyboard.press('ControlOrMeta+Enter');
  const said = page.getByRole('article', { name: 'You said' });
  await expect(said).toContainText('2/2');
  await expect(said).toContainText('notes.md');
  await hasBegun(reply);
  await keyboard.press('Escape');
  await expect(reply).toContainText('You stopped this reply.');
  await keyboard.press('Alt+Shift+ArrowUp');
  await tabTo(page, 'button', 'Good reply');
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Good reply' })).toHaveAttribute('aria-pressed', 'true');

  await keyboard.press('ControlOrMeta+Shift+f');
  await keyboard.type('pivot please');
  await expect(page.getByRole('option')).toHaveCount(1);
  await keyboard.press('Enter');
  await expect(page.getByRole('listitem').filter({ has: said })).toBeFocused();
  await tabTo(page, 'button', 'More for this message');
  await keyboard.press('Enter');
  await keyboard.press('End');
  await keyboard.press('Enter');
  await expect(said).not.toContainText('please');
  await runCommand(page, 'bring back what was deleted');
  await expect(said).toContainText('please');
});
