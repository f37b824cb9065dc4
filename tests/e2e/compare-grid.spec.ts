import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { checkAccessibility } from './support/check-accessibility.ts';
import { bringModel, hasBegun, openScreen } from './support/journey.ts';
import { expect, test } from './support/test.ts';

const round = (page: Page, number: number): Locator => page.getByRole('article', { name: `Prompt ${number}` });
const answersIn = (place: Locator): Locator => place.getByRole('group', { name: /^Answer from/ });

/** Of all of it: what is off the screen counts too. */
async function lengthOf(answer: Locator): Promise<number> {
  return ((await answer.textContent()) ?? '').length;
}

async function chooseModel(page: Page, number: number, name: string): Promise<void> {
  await page.getByRole('button', { name: `Model of contestant ${number}:` }).click();
  await page.getByRole('menuitemradio', { name }).click();
  await expect(page.getByRole('button', { name: `Model of contestant ${number}: ${name}` })).toBeVisible();
}

async function startComparison(page: Page, names: readonly string[]): Promise<void> {
  await openScreen(page, 'Compare');
  const models = page.getByRole('button', { name: /^Model of contestant/ });
  await expect(models.first()).toBeVisible();
  while ((await models.count()) < names.length) await page.getByRole('button', { name: 'Add a contestant' }).click();
  for (const [place, name] of names.entries()) await chooseModel(page, place + 1, name);
  await page.getByRole('button', { name: 'Start comparing' }).click();
  await expect(page.getByRole('list', { name: 'Contestants' }).getByRole('listitem')).toHaveCount(names.length);
}

async function askAll(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Prompt to all contestants' }).fill(text);
  await page.keyboard.press('Enter');
}

// Catches: a column that takes others with it when it is stopped or asked again, answers under another's head, and a page
// that loses its place or its words when it is loaded again while answers are being written.
test('three contestants over two models answer, are stopped and asked again alone, and outlive a reload', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  await bringModel(page, join(modelsDir, 'bigram.gguf'), 'Bigram');
  await openScreen(page, 'Library');
  await bringModel(page, join(modelsDir, 'endless.gguf'), 'Endless');
  await startComparison(page, ['Bigram', 'Bigram', 'Endless']);
  await checkAccessibility(page);

  await askAll(page, 'What do you know?');
  const first = answersIn(round(page, 1));
  await expect(first).toHaveCount(3);
  const endless = first.nth(2);
  await hasBegun(endless);
  await checkAccessibility(page);
  await endless.getByRole('button', { name: 'Stop this answer' }).click();
  await expect(endless).toContainText('You stopped this answer.');
  await expect(endless).toContainText(/\w begins with/);
  for (const place of [0, 1]) {
    await expect(first.nth(place)).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
    await expect(first.nth(place).getByRole('button', { name: 'Regenerate this answer' })).toBeVisible();
  }

  const untouched = await first.nth(1).textContent();
  await first.nth(0).getByRole('button', { name: 'Regenerate this answer' }).click();
  await expect(first.nth(0).getByRole('group', { name: 'Versions of this message' })).toContainText('2/2', {
    timeout: 60_000,
  });
  await expect(first.nth(0)).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
  expect(await first.nth(1).textContent()).toBe(untouched);

  await goThroughByArrows(page, first);

  await askAll(page, 'And then?');
  const second = answersIn(round(page, 2));
  await hasBegun(second.nth(2));
  await page.reload();
  await expect(second).toHaveCount(3);
  await expect(first.nth(0)).toContainText(/\w begins with/);
  await hasBegun(second.nth(2));
  const seen = await lengthOf(second.nth(2));
  await expect.poll(() => lengthOf(second.nth(2)), { timeout: 30_000 }).toBeGreaterThan(seen + 40);
  await page.keyboard.press('Escape');
  await expect(second.nth(2)).toContainText('You stopped this answer.');
  await expect(page.getByRole('button', { name: 'Send to all' })).toBeVisible();
});

async function goThroughByArrows(page: Page, answers: Locator): Promise<void> {
  await page.getByRole('region', { name: 'Answers side by side' }).focus();
  await page.keyboard.press('Enter');
  await expect(answers.nth(0)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(answers.nth(2)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(answers.nth(1)).toBeFocused();
}
