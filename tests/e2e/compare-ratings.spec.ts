import type { Page } from '@playwright/test';
import { seedVotes, type SeedVote } from '../support/votes/seed-votes.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { openScreen } from './support/journey.ts';
import { expect, test } from './support/test.ts';

const openRatings = async (page: Page): Promise<void> => {
  await openScreen(page, 'Compare');
  await page.getByRole('link', { name: 'Ratings' }).click();
};

/** Oak beats Elm in 24 duels of 26, Elm and Ash are equal in all of six; Fig and Yew met nobody else. */
const votes: readonly SeedVote[] = [
  ...Array.from({ length: 26 }, (_, number) => {
    const stood = number % 2 === 0 ? [0, 1] : [1, 0];
    const winner = number < 2 ? 1 : 0;
    const lengths = number % 3 === 0 ? [900, 100] : [200, 300];
    return { stood, best: stood.indexOf(winner), tags: ['coding'], isBlind: number > 4, lengths };
  }),
  ...Array.from({ length: 6 }, (_, number) => ({
    stood: number % 2 === 0 ? [1, 2] : [2, 1],
    best: null,
    tags: ['poems'],
  })),
  { stood: [3, 4], best: 0 },
];

// Catches: ratings that do not follow their filters, a verdict without votes behind it, an axis only eyes can read.
test('ratings say who is better, who needs more votes, and what else moved them', async ({ app }) => {
  await openRatings(app.page);
  await expect(app.page.getByRole('heading', { name: 'Ratings come from your votes' })).toBeVisible();
  await checkAccessibility(app.page);
  await app.close();
  seedVotes(app.dataDir, ['Oak', 'Elm', 'Ash', 'Fig', 'Yew'], votes);
  const page = await app.start();
  await openRatings(page);

  await expect(page.getByText('From 33 votes · 6 of them named no best answer')).toBeVisible();
  const first = page.getByRole('table', { name: 'Group 1' });
  await expect(first.getByRole('rowheader').first()).toHaveText('Oak Q4_K_M');
  await expect(first.getByRole('row', { name: /Oak/ })).toContainText('24 won, 0 tied, 2 lost');
  await expect(page.getByRole('table', { name: 'Group 2' }).getByRole('rowheader')).toHaveText([
    'Fig Q4_K_M',
    'Yew Q4_K_M',
  ]);
  await expect(page.getByText('These groups never met in a vote')).toBeVisible();
  const verdicts = page.getByRole('region', { name: 'Verdicts on each against each' });
  await expect(verdicts.getByRole('row', { name: /^1 Oak/ })).toContainText('Better');
  await expect(verdicts.getByRole('row', { name: /^2 Elm|^3 Elm/ })).toContainText(
    /Worse.*Not enough votesabout \d+ more needed/,
  );
  await checkAccessibility(page);

  await page.getByRole('button', { name: 'Control for style' }).click();
  await expect(page.getByRole('row', { name: /^Longer/ })).toContainText(/\d+%, between \d+% and \d+%/);
  await page.getByRole('button', { name: 'Blind votes only' }).click();
  await expect(page.getByText('From 28 votes')).toBeVisible();
  await page.getByRole('combobox', { name: 'Only votes with a tag' }).selectOption('poems');
  await expect(page.getByText('From 6 votes · 6 of them')).toBeVisible();
  await expect(page.getByRole('rowheader', { name: /Oak/ })).toHaveCount(0);
  await page.emulateMedia({ colorScheme: 'dark' });
  await checkAccessibility(page);
});
