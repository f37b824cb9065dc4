import { checkAccessibility } from './support/check-accessibility.ts';
import { expect, openDownloads, openModel, search, startDownload, test } from './support/hub-journey.ts';
import { openScreen } from './support/journey.ts';

test('offline by the switch: nothing is asked and a download waits; online by the palette: it goes on', async ({
  app,
  hub,
}) => {
  const { page } = app;
  await openModel(page);
  await openScreen(page, 'Settings');
  const offline = page.getByRole('group', { name: 'Offline' });
  await offline.getByText('On', { exact: true }).click();
  await expect(offline.getByRole('radio', { name: 'On' })).toBeChecked();
  const state = page.getByRole('link', { name: 'Offline', exact: true });
  await expect(state).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await checkAccessibility(page);
  }
  const asked = hub.requests.length;
  await search(page, 'never asked before');
  await expect(page.getByRole('alert')).toContainText('The network is switched off');
  await openModel(page);
  await startDownload(page, 'Q4_K_M');
  await openDownloads(page);
  await expect(page.getByRole('main')).toContainText('Waiting for the network');
  await checkAccessibility(page);
  expect(hub.requests.length).toBe(asked);

  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Type a command' }).fill('offline');
  await page.keyboard.press('Enter');
  await expect(state).toBeHidden();
  await openModel(page);
  await expect(page.getByRole('button', { name: 'Start a chat with Q4_K_M' })).toBeVisible({ timeout: 60_000 });
});

test('a proxy is taken by keyboard, refused with words, and left again', async ({ app, hub }) => {
  const { page } = app;
  await openScreen(page, 'Settings');
  const field = page.getByRole('textbox', { name: 'Proxy' });
  await expect(field).toHaveValue('');
  await field.fill('socks5://proxy.example:1080');
  await field.press('Enter');
  await expect(page.getByText('A name and a password may stand before the host')).toBeVisible();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await checkAccessibility(page);

  await field.fill('http://127.0.0.1:1');
  await field.press('Enter');
  await expect(page.getByRole('button', { name: 'Back to the system’s' })).toBeVisible();
  await search(page, 'through the proxy');
  await expect(page.getByRole('alert')).toContainText('No connection to', { timeout: 30_000 });
  expect(hub.requests).toEqual([]);

  await openScreen(page, 'Settings');
  await page.getByRole('button', { name: 'Back to the system’s' }).click();
  await expect(field).toHaveValue('');
  await search(page, 'bigram');
  await expect(page.getByRole('region', { name: 'Results' }).getByRole('link').first()).toBeVisible();
});
