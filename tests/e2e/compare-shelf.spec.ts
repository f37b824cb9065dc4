import { join } from 'node:path';
import { writeScriptedModel } from '../support/gguf/scripted-model.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { bringModel, openScreen } from './support/journey.ts';
import { expect, test } from './support/test.ts';

const fileOf = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

// Catches: a kept prompt that loses its variables or files on the way into a message, or an import that takes things twice.
test('prompts are kept, imported, found by tag, and put into a message with variables and files', async ({ app }) => {
  const { page } = app;
  const path = join(app.dataDir, 'small.gguf');
  await writeScriptedModel({ path, name: 'Small model', reply: 'Yes.' });
  await openScreen(page, 'Library');
  await bringModel(page, path, 'Small model');
  await openScreen(page, 'Compare');
  await page.getByRole('link', { name: 'Prompts' }).click();
  await expect(page.getByRole('heading', { name: 'No prompts kept yet' })).toBeVisible();
  await page.getByRole('button', { name: 'New prompt' }).click();
  const form = page.getByRole('form', { name: 'New prompt' });
  await form.getByLabel('Prompt', { exact: true }).fill('Translate “{{words}}” into {{language of choice}}');
  await form.getByLabel('Title').fill('Translating');
  await form.getByLabel('Tags').fill('work, languages');
  await form.getByLabel('Add files').setInputFiles(fileOf('notes.md', '# Notes\n'));
  await expect(form.getByRole('list', { name: 'Files of this prompt' })).toContainText('notes.md');
  await form.getByRole('button', { name: 'Save' }).click();
  const list = page.getByRole('list', { name: 'Prompts' });
  await expect(list.getByRole('button', { name: /^Translating/ })).toHaveAttribute('aria-current', 'true');
  await expect(page.getByRole('button', { name: 'Use in a chat' })).toBeVisible();
  // There is no comparison yet that would show it.
  await expect(page.getByRole('button', { name: 'Use in a comparison' })).toHaveCount(0);
  await checkAccessibility(page);

  await page.getByRole('button', { name: 'Import…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import prompts' });
  const table = 'title,prompt,tags\nHaiku,"Write a haiku\nabout rain",poems\nTen,Count to ten,\n';
  await dialog.getByLabel('Choose a file').setInputFiles(fileOf('prompts.csv', table));
  await expect(dialog.getByRole('status')).toContainText('2 prompts in prompts.csv');
  await checkAccessibility(page);
  await dialog.getByRole('button', { name: 'Import 2 prompts' }).click();
  await expect(list.getByRole('button')).toHaveCount(3);
  await page.getByRole('group', { name: 'Only prompts with a tag' }).getByRole('button', { name: 'poems' }).click();
  await expect(list.getByRole('button')).toHaveCount(1);

  await openScreen(page, 'Chat');
  await page.getByRole('button', { name: 'Add to this message' }).click();
  await page.getByRole('menuitem', { name: 'Put in a kept prompt' }).click();
  await page.getByRole('combobox', { name: 'Search prompts' }).fill('transl');
  await page.keyboard.press('Enter');
  const filling = page.getByRole('dialog', { name: 'Fill in “Translating”' });
  await filling.getByLabel('words').fill('tree');
  await filling.getByLabel('language of choice').fill('Welsh');
  await expect(filling).toContainText('Translate “tree” into Welsh');
  await checkAccessibility(page);
  await filling.getByRole('button', { name: 'Put in' }).click();
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('Translate “tree” into Welsh');
  await expect(page.getByRole('list', { name: 'Attached files' })).toContainText('notes.md');
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeFocused();

  await openScreen(page, 'Compare');
  await page.getByRole('link', { name: 'Prompts' }).click();
  await list.getByRole('button', { name: /^Haiku/ }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(list.getByRole('button', { name: /^Haiku/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(list.getByRole('button', { name: /^Haiku/ })).toHaveAttribute('aria-current', 'true');
});
