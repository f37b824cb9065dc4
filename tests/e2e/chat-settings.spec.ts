import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { chatTemplates } from '../support/chat-templates.ts';
import { writeScriptedModel } from '../support/gguf/scripted-model.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { ask, bringModel, openScreen, replyEnded } from './support/journey.ts';
import { expect, test } from './support/test.ts';

async function openPanel(page: Page): Promise<Locator> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Show chat settings' }).click();
  return page.getByRole('complementary', { name: 'Chat settings' });
}

async function unfold(panel: Locator, title: string): Promise<void> {
  const toggle = panel.getByRole('button', { name: new RegExp(`^${title}`), expanded: false });
  await toggle.click();
}

// Catches: settings that are shown and do not reach the model, a seed that is not kept, presets that forget.
test('a kept seed gives the same reply again; the settings are saved as a preset, applied, deleted and brought back', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  await bringModel(page, join(modelsDir, 'bigram.gguf'), 'Bigram');
  await openScreen(page, 'Chat');
  const panel = await openPanel(page);
  await panel.getByRole('textbox', { name: 'Temperature' }).fill('1.4');
  await unfold(panel, 'Seed');
  await panel.getByRole('textbox', { name: 'Seed' }).fill('42');
  await expect(panel).toContainText('2 settings differ from the defaults');

  const reply = await ask(page, 'Tell me about scales');
  await replyEnded(page);
  const said = (): Promise<string[]> => reply.getByRole('paragraph').allInnerTexts();
  const first = await said();
  await reply.getByRole('button', { name: 'Regenerate' }).click();
  await expect(reply).toContainText('2/2');
  await replyEnded(page);
  expect(await said()).toEqual(first);
  await panel.getByRole('textbox', { name: 'Seed' }).fill('43');
  await reply.getByRole('button', { name: 'Regenerate' }).click();
  await expect(reply).toContainText('3/3');
  await replyEnded(page);
  expect(await said()).not.toEqual(first);

  const more = panel.getByRole('button', { name: 'More for presets' });
  await more.click();
  await page.getByRole('menuitem', { name: 'Save as preset…' }).click();
  await panel.getByRole('textbox', { name: 'Name of the preset' }).fill('Wild');
  await page.keyboard.press('Enter');
  const preset = panel.getByRole('button', { name: /^Preset/ });
  await expect(preset).toHaveText('Preset Wild');
  await preset.click();
  await page.getByRole('menuitemradio', { name: /^Deterministic/ }).click();
  await expect(panel.getByRole('textbox', { name: 'Temperature' })).toHaveValue('0');
  await preset.click();
  await checkAccessibility(page);
  await page.getByRole('menuitemradio', { name: /^Wild/ }).click();
  await expect(panel.getByRole('textbox', { name: 'Temperature' })).toHaveValue('1.4');

  await more.click();
  await page.getByRole('menuitem', { name: 'Delete “Wild”' }).click();
  await expect(preset).toHaveText('Preset Own settings');
  await page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Undo' }).click();
  await expect(preset).toHaveText('Preset Wild');
});

// Catches: variables that are sent by their names without a word, settings lost when a chat begins, a panel without keys.
test('a system prompt is written, kept, filled in and sent; all of it with the keyboard', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  const path = join(modelsDir, 'variables.gguf');
  await writeScriptedModel({ path, name: 'Scale', reply: 'It is the left one.', chatTemplate: chatTemplates.qwen2 });
  await bringModel(page, path, 'Scale');
  await openScreen(page, 'Chat');
  await page.setViewportSize({ width: 960, height: 600 });
  await page.getByRole('textbox', { name: 'Message', exact: true }).focus();
  await page.keyboard.press('Alt+s');
  const panel = page.getByRole('complementary', { name: 'Chat settings' });
  const prompt = panel.getByRole('textbox', { name: 'System prompt' });
  await prompt.focus();
  await page.keyboard.type('You are {{tone}}, and you are {{model}}. \\{{kept}}');
  await expect(
    page.getByRole('status').filter({ hasText: '{{tone}} in the system prompt is not filled in' }),
  ).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu', { name: 'Insert a variable' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toBeVisible();
  await panel.getByRole('textbox', { name: 'Value of tone' }).fill('calm');
  await panel.getByText('As it is sent').click();
  await expect(panel).toContainText('You are calm, and you are Scale. {{kept}}');
  await expect(page.getByText('is not filled in')).toBeHidden();
  await checkAccessibility(page);
  await panel.getByRole('button', { name: 'Keep in the library' }).click();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(page.getByRole('button', { name: 'Show chat settings' })).toBeFocused();

  const reply = await ask(page, 'Which is it?');
  await replyEnded(page);
  await reply.hover();
  await reply.getByRole('button', { name: 'More for this reply' }).click();
  await page.getByRole('menuitem', { name: 'Show prompt' }).click();
  await expect(page.getByRole('dialog')).toContainText('system\nYou are calm, and you are Scale. {{kept}}');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('system prompts');
  await page.keyboard.press('Enter');
  const library = page.getByRole('dialog', { name: 'System prompts' });
  await library.getByRole('button', { name: /^You are \{\{tone\}\}/ }).click();
  await library.getByRole('textbox', { name: 'Name' }).fill('Calm');
  await library.getByRole('textbox', { name: 'Text' }).fill('You stay calm, {{who}}.');
  await expect(library).toContainText('Variable: who');
  await library.getByRole('button', { name: 'Duplicate' }).click();
  await expect(library.getByRole('listitem')).toHaveCount(2);
  await checkAccessibility(page);
  await library.getByRole('button', { name: 'Delete' }).click();
  await expect(library.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(library.getByRole('listitem')).toHaveCount(2);
  await library.getByRole('searchbox', { name: 'Search system prompts' }).fill('nowhere');
  await expect(library).toContainText('Nothing matches “nowhere”.');
});

// Catches: a schema that is built and not kept to, a verdict without a check, a tree that only a mouse can open.
test('a schema is built from fields; the reply keeps to it and is a tree that keys open', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  const path = join(modelsDir, 'recipe.gguf');
  const recipe = '{"name": "Tea", "steps": [{"text": "boil"}, {"text": "wait"}]}';
  await writeScriptedModel({ path, name: 'Cook', reply: recipe });
  await bringModel(page, path, 'Cook');
  await openScreen(page, 'Chat');
  const panel = await openPanel(page);
  await unfold(panel, 'Form of replies');
  await panel.getByRole('combobox', { name: 'Form of replies' }).selectOption('JSON schema');
  await panel.getByRole('button', { name: 'Edit schema…' }).click();
  const dialog = page.getByRole('dialog', { name: 'JSON schema of replies' });
  await dialog.getByRole('textbox', { name: 'Name of field answer' }).fill('name');
  await dialog.getByRole('button', { name: 'Add field', exact: true }).click();
  await page.keyboard.type('steps');
  await dialog.getByRole('combobox', { name: 'Kind of steps' }).selectOption('List');
  await dialog.getByRole('combobox', { name: 'What steps holds' }).selectOption('Group of fields');
  await dialog.getByRole('button', { name: 'Add field to steps[]' }).click();
  await page.keyboard.type('text');
  await expect(dialog).toContainText('Usable · 2 fields');
  await checkAccessibility(page);
  await dialog.getByRole('radio', { name: 'Text' }).check({ force: true });
  const text = dialog.getByRole('textbox', { name: 'Schema as text' });
  const schema = await text.inputValue();
  expect(JSON.parse(schema)).toMatchObject({ required: ['name', 'steps'], properties: { steps: { type: 'array' } } });
  await text.fill('{"type": "object", "properties": ');
  await expect(dialog.getByRole('alert')).toContainText('Not usable');
  await text.fill(schema);
  await dialog.getByRole('button', { name: 'Done' }).click();

  const reply = await ask(page, 'How is tea made?');
  await replyEnded(page);
  await expect(reply).toContainText('Valid: it keeps to the schema');
  const tree = reply.getByRole('tree', { name: 'The reply as a tree' });
  await tree.getByRole('treeitem').first().focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowLeft']) await page.keyboard.press(key);
  await expect(tree.getByRole('treeitem', { name: /steps/ })).toHaveAttribute('aria-expanded', 'false');
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  await expect(reply).toContainText('$.steps[0].text');
  await checkAccessibility(page);
  await reply.getByRole('radio', { name: 'Text' }).check({ force: true });
  await expect(reply.locator('pre')).toContainText(/"name":\s*"Tea"/);
});
