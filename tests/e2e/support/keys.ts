import { expect, type Page } from '@playwright/test';

/** Runs a command of the palette by its name. */
export async function runCommand(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type(text);
  await expect(page.getByRole('option').first()).toContainText(new RegExp(text, 'i'));
  await page.keyboard.press('Enter');
}

/** Presses Tab until the named control has the focus. */
export async function tabTo(
  page: Page,
  role: 'textbox' | 'button' | 'checkbox' | 'link',
  name: string | RegExp,
): Promise<void> {
  const target = page.getByRole(role, { name });
  for (let step = 0; step < 60; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${String(name)}`);
}
