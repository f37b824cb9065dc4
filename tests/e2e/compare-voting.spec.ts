import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { bringScriptedModels } from './support/bring-scripted-models.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { openScreen } from './support/journey.ts';
import { expect, test } from './support/test.ts';

const replies = { Harbour: 'Boats come and go.', Hillside: 'Hills stay where they are.' };
const names = ['Harbour', 'Hillside', 'Harbour'] as const;

async function startBlind(page: Page, folder: string): Promise<void> {
  await bringScriptedModels(page, folder, replies);
  await openScreen(page, 'Compare');
  const models = page.getByRole('button', { name: /^Model of contestant/ });
  await expect(models.first()).toBeVisible();
  while ((await models.count()) < names.length) await page.getByRole('button', { name: 'Add a contestant' }).click();
  for (const [place, name] of names.entries()) {
    await page.getByRole('button', { name: `Model of contestant ${place + 1}:` }).click();
    await page.getByRole('menuitemradio', { name }).click();
  }
  await page.getByRole('checkbox', { name: 'Blind' }).check();
  await page.getByRole('button', { name: 'Start comparing' }).click();
}

/** Asks and waits until the answers can be judged. */
async function askAll(page: Page, text: string, number: number): Promise<Locator> {
  await composer(page).fill(text);
  await page.keyboard.press('Enter');
  const bar = page.getByRole('group', { name: `Verdict on prompt ${number}` });
  await expect(bar).toBeVisible({ timeout: 60_000 });
  return bar;
}

function composer(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Prompt to all contestants' });
}

// Catches: a key that votes while somebody types, a verdict on another answer than the key says, names that stay hidden or
// come out unasked, a vote that cannot be taken back or put back, and votes that do not survive a file.
test('three contestants over two models are judged by keys alone; votes go out to a file and come back', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  await startBlind(page, modelsDir);
  const first = await askAll(page, 'What happens there?', 1);
  await expect(page.getByRole('article', { name: 'Prompt 1' })).not.toContainText(/Harbour|Hillside/);

  await composer(page).focus();
  await page.keyboard.type('1tbru');
  await expect(composer(page)).toHaveValue('1tbru');
  await expect(first.getByText('Which is best?')).toBeVisible();
  await composer(page).fill('');
  await page.keyboard.press('Alt+v');
  await expect(first.getByRole('button', { name: 'Answer A is best' })).toBeFocused();
  await checkAccessibility(page);

  const chosen = page.getByRole('group', { name: /^Answer B/ });
  const name = (await chosen.innerText()).includes('Boats') ? 'Harbour' : 'Hillside';
  await page.keyboard.press('2');
  await expect(first).toContainText('Best:');
  await expect(first).toContainText(name);
  await expect(page.getByRole('status').filter({ hasText: `B is ${name}` })).toBeAttached();
  await expect(first.getByText('Blind')).toBeVisible();
  await expect(first.getByRole('button', { name: 'Undo this vote' })).toBeFocused();
  await checkAccessibility(page);

  await page.keyboard.press('u');
  await expect(first).toContainText('Names are known, so this vote counts as not blind.');
  await page.getByRole('button', { name: 'Put it back' }).click();
  await expect(first).toContainText('Best:');
  await expect(first.getByText('Blind')).toBeVisible();

  const second = await askAll(page, 'And now?', 2);
  await page.keyboard.press('Alt+v');
  await markBest(page, second);
  await page.keyboard.press('Alt+v');
  await page.keyboard.press('t');
  await expect(second).toContainText('Tie: equally good');
  await expect(second).toContainText('Both are right.');

  await throughFile(page, modelsDir);
});

/** A criterion of one's own, a mark and a note, by keys. */
async function markBest(page: Page, bar: Locator): Promise<void> {
  await bar.getByRole('button', { name: 'Marks and note' }).focus();
  await page.keyboard.press('Enter');
  await bar.getByRole('button', { name: 'Edit criteria…' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Criterion 1' }).fill('Truth');
  await page.keyboard.press('Enter');
  await bar.getByRole('combobox', { name: 'Truth, B' }).selectOption('4');
  await checkAccessibility(page);
  await bar.getByRole('textbox', { name: 'Note' }).fill('Both are right.');
}

async function throughFile(page: Page, folder: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Parts of comparing' }).getByRole('link', { name: 'Votes' }).click();
  const votes = page.getByRole('list', { name: 'Your votes' }).getByRole('listitem');
  await expect(votes).toHaveCount(2);
  await expect(votes.first()).toContainText('Tie between');
  await page.getByRole('searchbox', { name: 'Search prompts and notes' }).fill('both right');
  await expect(votes).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Search prompts and notes' }).fill('');
  await checkAccessibility(page);

  await page.getByRole('button', { name: 'Export…' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const path = join(folder, 'votes.csv');
  await (await download).saveAs(path);

  await votes.first().getByRole('button', { name: 'More for this vote' }).click();
  await page.getByRole('menuitem', { name: 'Take back this vote' }).click();
  await expect(votes).toHaveCount(1);
  await page.getByLabel('Import…', { exact: true }).setInputFiles(path);
  await expect(page.getByText('Imported 1 vote from votes.csv · 1 was here already')).toBeVisible();
  await expect(votes).toHaveCount(2);

  const foreign = join(folder, 'pairs.jsonl');
  writeFileSync(foreign, '{"prompt":"a","chosen":"b","rejected":"c"}\n');
  await page.getByLabel('Import…', { exact: true }).setInputFiles(foreign);
  await expect(page.getByRole('alert')).toContainText('pairs.jsonl does not tell which contestants answered');
}
