import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { writeScriptedModel } from '../support/gguf/scripted-model.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { bringModel } from './support/journey.ts';
import { expect, test } from './support/test.ts';

async function openCompare(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Compare' }).click();
}

function contestant(page: Page, number: number): Locator {
  return page.getByRole('listitem', { name: `Contestant ${number}`, exact: true });
}

/** Chooses an item of a contestant's menu with keys alone. */
async function choose(page: Page, number: number, item: string): Promise<void> {
  await page.getByRole('button', { name: `More for contestant ${number}` }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press(item.charAt(0));
  while (!(await page.getByRole('menuitem', { name: item }).evaluate((found) => found === document.activeElement))) {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}

// Catches: a contestant that is lost, mixed up or not what was chosen when it is added, changed, moved or removed by keys;
// a suggestion that is no comparison; a start that leads to other contestants than those that were set up.
test('three contestants over two models are put together from nothing, changed, moved, and compared', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  await openCompare(page);
  await expect(page.getByRole('heading', { name: 'No model to compare yet' })).toBeVisible();

  const path = join(modelsDir, 'harbour.gguf');
  await writeScriptedModel({ path, name: 'Harbour', reply: 'Boats come and go.' });
  await bringModel(page, path, 'Harbour');
  await openCompare(page);
  await expect(page.getByRole('radio', { name: 'Two models' })).toBeDisabled();
  await expect(page.getByRole('radio', { name: 'Two system prompts' })).toBeChecked();
  await expect(page.getByRole('textbox', { name: 'System prompt of contestant 2' })).not.toHaveValue('');

  await bringModel(page, join(modelsDir, 'bigram.gguf'), 'Bigram');
  await openCompare(page);
  await expect(page.getByRole('radio', { name: 'Two models', exact: true })).toBeChecked();
  const model = (number: number) => page.getByRole('button', { name: `Model of contestant ${number}:` });
  await expect(model(1)).toHaveAccessibleName(/Bigram/);
  await expect(model(2)).toHaveAccessibleName(/Harbour/);

  const add = page.getByRole('button', { name: 'Add a contestant' });
  await add.focus();
  await page.keyboard.press('Enter');
  await expect(model(3)).toBeFocused();
  await expect(page.getByText('Contestants 2 and 3 are the same')).toBeVisible();

  await page.getByRole('button', { name: 'Settings of contestant 3' }).focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Contestant 3' });
  await form.getByRole('textbox', { name: 'Temperature' }).fill('0.2');
  await checkAccessibility(page);
  await form.getByRole('button', { name: 'Done' }).click();
  await expect(contestant(page, 3)).toContainText('temperature 0.2');
  await expect(page.getByText('are the same')).toBeHidden();

  await choose(page, 3, 'Move up');
  await expect(contestant(page, 2)).toContainText('temperature 0.2');
  await expect(page.getByRole('button', { name: 'More for contestant 2' })).toBeFocused();
  await choose(page, 1, 'Duplicate, to change one thing');
  await expect(model(4)).toHaveAccessibleName(/Harbour/);
  await choose(page, 2, 'Remove');
  await expect(model(4)).toHaveCount(0);
  await model(1).click();
  await page.getByRole('menuitemradio', { name: 'Harbour' }).click();
  await model(3).click();
  await page.getByRole('menuitemradio', { name: 'Bigram' }).click();

  const plan = page.getByRole('region', { name: 'How it will run' });
  await expect(plan.getByRole('list', { name: 'Steps' })).toContainText('Bigram', { timeout: 30_000 });
  await expect(plan.getByRole('img', { name: /of memory/ })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Fair timing' }).check();
  await expect(plan.getByText('each only while nothing else computes')).toBeVisible();
  await checkAccessibility(page);

  await page.getByRole('button', { name: 'Start comparing' }).focus();
  await page.keyboard.press('Enter');
  const columns = page.getByRole('list', { name: 'Contestants' }).getByRole('listitem');
  await expect(columns).toHaveText([/Harbour/, /Harbour.*temperature 0.2/, /Bigram/]);

  await page.getByRole('button', { name: 'Contestants of this comparison' }).click();
  const dialog = page.getByRole('dialog', { name: 'Contestants of this comparison' });
  await choose(page, 1, 'Move down');
  await expect(dialog.getByRole('listitem', { name: 'Contestant 1' })).toContainText('temperature 0.2');
  await dialog.getByRole('button', { name: 'Settings of contestant 3' }).click();
  const change = page.getByRole('dialog', { name: /^Change .*Bigram/ });
  await change.getByRole('textbox', { name: 'System prompt' }).fill('Say it in verse.');
  await change.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(dialog.getByRole('listitem', { name: 'Contestant 3' })).toContainText('verse');
  await dialog.getByRole('button', { name: 'Settings of contestant 3' }).click();
  await page.keyboard.press('Escape');
  await expect(change).toBeHidden();
  await choose(page, 3, 'Remove');
  await expect(dialog.getByRole('listitem', { name: /^Contestant/ })).toHaveCount(2);
  await dialog.getByRole('checkbox', { name: 'Blind' }).check();
  await expect(dialog.getByRole('checkbox', { name: 'Reveal after each verdict' })).toBeVisible();
});
