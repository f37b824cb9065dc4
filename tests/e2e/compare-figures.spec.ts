import { readFile } from 'node:fs/promises';
import type { Page, TestInfo } from '@playwright/test';
import { bringScriptedModels } from './support/bring-scripted-models.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { openScreen } from './support/journey.ts';
import { expect, test } from './support/test.ts';

const replies = {
  Amber: 'Steep the tea for **two** minutes.\n\n- Use fresh water.',
  Basalt: 'Steep the tea for three minutes.\n\n```\ntea --steep 3m\n```',
};

async function compareBoth(page: Page, info: TestInfo): Promise<void> {
  await bringScriptedModels(page, info.outputPath(), replies);
  await openScreen(page, 'Compare');
  for (const [place, name] of Object.keys(replies).entries()) {
    await page.getByRole('button', { name: `Model of contestant ${place + 1}:` }).click();
    await page.getByRole('menuitemradio', { name }).click();
  }
  await page.getByRole('button', { name: 'Start comparing' }).click();
  await page.getByRole('textbox', { name: 'Prompt to all contestants' }).fill('How is tea made?');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Differences' })).toBeVisible({ timeout: 90_000 });
}

async function lookAtFigures(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Figures', exact: true }).click();
  const figures = page.getByRole('dialog', { name: 'Figures of these answers' });
  const row = (name: string) =>
    figures.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  await expect(row('Words').getByRole('cell')).toHaveText(['9', '9']);
  await expect(row('Code blocks').getByRole('cell')).toHaveText(['0', '1']);
  await expect(row('Generation').getByRole('cell')).toHaveText([/tokens\/s/, /tokens\/s/]);
  await expect(row('Hosted, about').getByRole('cell')).toHaveText([/^\$0\.0/, /^\$0\.0/]);
  await expect(figures).toContainText('as of 20');
  await checkAccessibility(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Figures', exact: true })).toBeFocused();
}

async function lookAtDifferences(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Differences' }).click();
  const dialog = page.getByRole('dialog', { name: 'Differences between two answers' });
  await expect(dialog.getByRole('region', { name: 'Amber F16' }).getByRole('deletion')).toContainText(['two']);
  await expect(dialog.getByRole('region', { name: 'Basalt F16' }).getByRole('insertion')).toContainText(['three']);
  await dialog.getByRole('button', { name: 'Swap the two' }).click();
  await expect(dialog.getByRole('region', { name: 'Amber F16' }).getByRole('insertion')).toContainText(['two']);
  await dialog.getByText('In one text').click();
  await expect(dialog.getByRole('deletion').filter({ hasText: 'three' })).toBeVisible();
  await expect(dialog.getByRole('insertion').filter({ hasText: 'two' })).toBeVisible();
  await checkAccessibility(page);
  await page.keyboard.press('Escape');
}

async function exportAs(page: Page, format: string): Promise<string> {
  await page.getByRole('button', { name: 'Export this comparison' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export this comparison' });
  await dialog.getByRole('radio', { name: format }).check();
  await checkAccessibility(page);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const path = await (await download).path();
  await expect(dialog).toBeHidden();
  return path;
}

// Catches: figures under another's name, a marked-up difference that marks the wrong side, an export that needs the network
// or a script, and a price that is forgotten.
test('answers are held against each other, exported, and weighed against a price of one’s own', async ({
  app,
}, info) => {
  const { page } = app;
  await compareBoth(page, info);
  await lookAtFigures(page);
  await lookAtDifferences(page);

  const markdown = await readFile(await exportAs(page, 'Markdown'), 'utf8');
  expect(markdown).toContain('### Basalt F16');
  expect(markdown).toContain(replies.Basalt);
  const html = await exportAs(page, 'Web page');
  await openScreen(page, 'Settings');
  await weighAgainstOwnPrice(page);

  const shared = await page.context().newPage();
  const asked: string[] = [];
  shared.on('request', (request) => asked.push(request.url()));
  await shared.setContent(await readFile(html, 'utf8'));
  await expect(shared.getByRole('heading', { name: 'Amber F16' })).toBeVisible();
  await expect(shared.getByText('tea --steep 3m')).toBeVisible();
  await checkAccessibility(shared);
  expect(asked).toEqual([]);
});

async function weighAgainstOwnPrice(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a price' }).click();
  await page.keyboard.type('House model');
  await page.getByRole('textbox', { name: 'Prompt price of House model' }).fill('1000000');
  await page.getByRole('radio', { name: 'Weigh against House model' }).check();
  await page.getByRole('textbox', { name: 'This computer' }).fill('390');
  await checkAccessibility(page);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Weigh against House model' })).toBeChecked();
  await page.goBack();
  await page.getByRole('button', { name: 'Figures', exact: true }).click();
  const figures = page.getByRole('dialog', { name: 'Figures of these answers' });
  await expect(figures).toContainText('House model');
  await expect(figures).toContainText(/After \d+ such answers/);
}
