import { checkAccessibility } from './support/check-accessibility.ts';
import { expect, openDownloads, openModel, startDownload, test } from './support/hub-journey.ts';
import { ask, hasBegun, openScreen, replyEnded } from './support/journey.ts';

test('search, page, download with two faults on the way, chat with the result', async ({ app, hub }) => {
  const { page } = app;
  hub.inject({ origin: 'cdn', after: 2, fault: { kind: 'reset', afterBytes: 200_000 } });
  hub.inject({ origin: 'cdn', after: 3, times: 2, fault: { kind: 'status', status: 503 } });
  await openModel(page);
  await expect(page.getByText('Recommended')).toBeVisible();
  await startDownload(page, 'Q6_K');
  const chat = page.getByRole('button', { name: 'Start a chat with Q6_K' });
  await expect(chat).toBeVisible({ timeout: 60_000 });
  expect(hub.struckFaults()).toBeGreaterThanOrEqual(2);
  await expect(page.getByRole('region', { name: 'Notifications' })).toContainText(
    'Bigram-1B-Q6_K.gguf is ready to chat',
  );
  await chat.click();
  const reply = await ask(page, 'What is a counterweight?');
  await hasBegun(reply);
  await replyEnded(page);
  await openScreen(page, 'Library');
  await expect(page.getByRole('row', { name: /Bigram Q6_K/ })).toBeVisible();
});

test('the same with the keyboard alone', async ({ app, hub }) => {
  const { page } = app;
  await openScreen(page, 'Discover');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('bigram-1b-gguf');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Results' }).getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Recommended')).toBeVisible();
  const download = page.getByRole('button', { name: /^Download Q2_K,/ });
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(download).toBeFocused({ timeout: 100 });
  }).toPass();
  await page.keyboard.press('Enter');
  const chat = page.getByRole('button', { name: 'Start a chat with Q2_K' });
  // The control changes twice beneath the person's fingers, and the focus stays with it.
  await expect(chat).toBeFocused({ timeout: 60_000 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Message', exact: true })).toBeVisible();
  expect(hub.requests.length).toBeGreaterThan(0);
});

test('pause, order, limit and cancel; the title tells the progress', async ({ app, hub }) => {
  const { page } = app;
  hub.setBandwidth(300_000);
  await openModel(page);
  for (const name of ['Q8_0', 'Q6_K', 'Q4_K_M']) await startDownload(page, name);
  await expect(page).toHaveTitle(/^\d+% · /, { timeout: 30_000 });
  await openDownloads(page);
  const rows = page.getByRole('list', { name: 'Downloads in their order' }).getByRole('listitem');
  await expect(rows).toHaveCount(3);
  await expect(page.getByText(/MB of 24\.5\sMB · .+\/s/)).toBeVisible({ timeout: 30_000 });

  await page.getByRole('button', { name: 'Pause Bigram-1B-Q8_0.gguf' }).click();
  await expect(page.getByText(/^Paused at/)).toBeVisible();
  await page.getByRole('button', { name: 'More for Bigram-1B-Q4_K_M.gguf' }).click();
  await page.getByRole('menuitem', { name: 'Move to the top' }).click();
  await expect(rows.first()).toContainText('Q4_K_M');
  await page.getByRole('combobox', { name: 'Speed limit' }).selectOption('At most 1 MB/s');
  await checkAccessibility(page);

  await page.getByRole('button', { name: 'More for Bigram-1B-Q8_0.gguf' }).click();
  await page.getByRole('menuitem', { name: 'Cancel download' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep downloading' }).click();
  await expect(rows).toHaveCount(3);
  await page.getByRole('button', { name: 'More for Bigram-1B-Q8_0.gguf' }).click();
  await page.getByRole('menuitem', { name: 'Cancel download' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel download' }).click();
  await expect(rows).toHaveCount(2);

  hub.setBandwidth(null);
  await page.getByRole('combobox', { name: 'Speed limit' }).selectOption('No speed limit');
  await expect(page.getByRole('button', { name: /^Start a chat with/ })).toHaveCount(2, { timeout: 60_000 });
  await expect(page).toHaveTitle('Downloads · Counterweight');
  await page.getByRole('button', { name: 'Clear finished' }).click();
  await expect(page.getByRole('heading', { name: 'No downloads' })).toBeVisible();
});

test('a restart goes on by itself, and so does a network that comes back', async ({ app, hub }) => {
  hub.setBandwidth(400_000);
  await openModel(app.page);
  await startDownload(app.page, 'Q8_0');
  await openDownloads(app.page);
  await expect(app.page.getByText(/MB of 24\.5\sMB/)).toBeVisible({ timeout: 30_000 });
  const page = await app.restart();
  await openDownloads(page);
  await expect(page.getByText(/MB of 24\.5\sMB/)).toBeVisible({ timeout: 30_000 });
  await hub.goAway();
  await expect(page.getByText(/^Waiting for the network/)).toBeVisible({ timeout: 30_000 });
  await checkAccessibility(page);
  hub.setBandwidth(null);
  await hub.comeBack();
  await expect(page.getByRole('button', { name: 'Start a chat with Bigram-1B-Q8_0.gguf' })).toBeVisible({
    timeout: 60_000,
  });
});

test('a download that cannot go on says why and offers what helps', async ({ app, hub }) => {
  const { page } = app;
  await openModel(page);
  await expect(page.getByText('Recommended')).toBeVisible();
  hub.inject({
    origin: 'api',
    path: /\/resolve\/.*Q3_K_M/,
    times: 1_000,
    fault: { kind: 'status', status: 404, headers: { 'x-error-code': 'EntryNotFound' } },
  });
  await startDownload(page, 'Q3_K_M');
  await expect(page.getByText('Download stopped: Bigram-1B-Q3_K_M.gguf')).toBeVisible();
  await page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Show' }).click();
  const trouble = page.getByRole('alert').filter({ hasText: 'Not on the Hub' });
  await expect(trouble).toBeVisible();
  await checkAccessibility(page);
  await trouble.getByRole('button', { name: 'Remove from the list' }).click();
  await expect(page.getByRole('heading', { name: 'No downloads' })).toBeVisible();
});
