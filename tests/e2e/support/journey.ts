import { expect, type Locator, type Page } from '@playwright/test';

/** Brings a model file through the library, as a person with a path would. */
export async function bringModel(page: Page, path: string, name: string): Promise<void> {
  await openScreen(page, 'Library');
  await addPath(page, path);
  await expect(page.getByRole('row', { name })).toBeVisible({ timeout: 60_000 });
}

/** Gives a path to the dialog that adds models; the library is open. */
export async function addPath(page: Page, path: string): Promise<void> {
  await page.getByRole('button', { name: 'Add models' }).click();
  await page.getByRole('textbox', { name: 'Path of a file or folder' }).fill(path);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
}

export async function openScreen(
  page: Page,
  name: 'Chat' | 'Compare' | 'Library' | 'Discover' | 'Settings',
): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name }).click();
}

/** Sends one message and waits until the reply has begun. @returns the reply. */
export async function ask(page: Page, text: string): Promise<Locator> {
  const replies = page.getByRole('article', { name: /^Reply from/ });
  const before = await replies.count();
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(replies).toHaveCount(before + 1);
  return replies.nth(before);
}

/** Waits until the composer offers to send again. */
export async function replyEnded(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Send' })).toBeVisible({ timeout: 60_000 });
}

/** Waits for the reply's own words: every sentence the test models say first has this one in it. */
export async function hasBegun(reply: Locator): Promise<void> {
  await expect(reply).toContainText(/\w begins with/, { timeout: 60_000 });
}
