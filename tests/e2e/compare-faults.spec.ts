import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { runnerProcesses } from '../support/processes.ts';
import { writeScriptedModel } from '../support/gguf/scripted-model.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { bringModel, hasBegun, openScreen } from './support/journey.ts';
import { expect, test } from './support/test.ts';

const slow = { timeout: 60_000 };
const round = (page: Page, number: number): Locator => page.getByRole('article', { name: `Prompt ${number}` });
const answerOf = (place: Locator, name: string): Locator => place.getByRole('group', { name: `Answer from ${name}` });

async function startComparison(page: Page): Promise<void> {
  await openScreen(page, 'Compare');
  await page.getByRole('button', { name: 'Start comparing' }).click();
  await expect(page.getByRole('textbox', { name: 'Prompt to all contestants' })).toBeVisible();
}

async function askAll(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Prompt to all contestants' }).fill(text);
  await page.keyboard.press('Enter');
}

async function lengthOf(answer: Locator): Promise<number> {
  return ((await answer.textContent()) ?? '').length;
}

// Catches: a column that dies with another one's process, or a death that is not told.
test('a runner killed in one column: its words are kept and the reason told, the other column answers', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  const calm = join(modelsDir, 'calm.gguf');
  await writeScriptedModel({ path: calm, name: 'Calm', reply: 'All is well here.' });
  await bringModel(page, calm, 'Calm');
  await openScreen(page, 'Library');
  await bringModel(page, join(modelsDir, 'endless.gguf'), 'Endless');
  await startComparison(page);
  await askAll(page, 'How are you?');
  const endless = answerOf(round(page, 1), 'Endless');
  await hasBegun(endless);
  for (const pid of runnerProcesses(app.pid)) process.kill(pid, 'SIGKILL');
  const reason = endless.getByRole('group', { name: 'The model’s process ended unexpectedly' });
  await expect(reason).toContainText('SIGKILL', slow);
  await expect(endless).toContainText(/\w begins with/);
  const killedAt = await lengthOf(endless);
  await expect(answerOf(round(page, 1), 'Calm')).toContainText('All is well here.', slow);
  await checkAccessibility(page);
  await endless.getByRole('button', { name: 'Regenerate this answer' }).click();
  await expect(reason).toHaveCount(0);
  // Longer than the version before ever was: these are words of the new one.
  await expect.poll(() => lengthOf(endless), slow).toBeGreaterThan(killedAt + 200);
});

// Catches: a plan that promises what memory does not allow, or a round that does not keep to it; ratings and exports that
// know nothing of what was judged.
test('memory is capped: the plan says one after another and keeps to it; verdicts become ratings and a file', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  for (const name of ['North', 'South']) {
    const path = join(modelsDir, `${name}.gguf`);
    await writeScriptedModel({ path, name, reply: `The ${name.toLowerCase()} wind blows.` });
    await openScreen(page, 'Library');
    await bringModel(page, path, name);
  }
  await openScreen(page, 'Settings');
  await page.getByRole('textbox', { name: 'Memory for models in GiB' }).fill('0.25');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Back to automatic' })).toBeVisible();
  await startComparison(page);
  await expect(page.getByText(/^One after another: all at once would take .* of memory/)).toBeVisible();
  await page.getByRole('button', { name: 'Tags' }).click();
  const tags = page.getByRole('dialog', { name: 'Tags of the next prompts' });
  await tags.getByRole('textbox', { name: 'New tag' }).fill('weather');
  await page.keyboard.press('Enter');
  await expect(tags.getByRole('checkbox', { name: 'weather' })).toBeChecked();
  await tags.getByRole('button', { name: 'Done' }).click();
  await askAll(page, 'Which wind?');
  const first = round(page, 1);
  for (const name of ['North', 'South']) {
    await expect(answerOf(first, name)).toContainText(`The ${name.toLowerCase()} wind blows.`, slow);
  }
  await expect(answerOf(first, 'North')).toContainText('tokens/s');
  await expect(first.getByRole('button', { name: 'weather' })).toBeVisible();
  await checkAccessibility(page);

  await page.keyboard.press('Alt+v');
  await page.getByRole('button', { name: 'North F16 is best' }).press('Enter');
  await expect(page.getByRole('group', { name: 'Verdict on prompt 1' })).toContainText('Best:');
  await exportPage(page, join(modelsDir, 'comparison.html'));
  await page.getByRole('link', { name: 'Ratings' }).click();
  await expect(page.getByText('From 1 vote')).toBeVisible(slow);
  await expect(page.getByText('Not enough votes').first()).toBeVisible();
  await checkAccessibility(page);
});

async function exportPage(page: Page, path: string): Promise<void> {
  await page.getByRole('button', { name: 'Export this comparison' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export this comparison' });
  await checkAccessibility(page);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await (await download).saveAs(path);
  const html = readFileSync(path, 'utf8');
  for (const words of ['Which wind?', 'The north wind blows.', 'The south wind blows.', 'North', 'South']) {
    expect(html).toContain(words);
  }
  expect(html).not.toMatch(/<script|src="http|@import|url\(http/i);
}
