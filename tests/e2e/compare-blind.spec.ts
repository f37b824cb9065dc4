import type { Page, WebSocket } from '@playwright/test';
import { bringScriptedModels } from './support/bring-scripted-models.ts';
import { openScreen } from './support/journey.ts';
import { expect, test } from './support/test.ts';

const replies = {
  Zirconia: 'It rains in the **north**, and the *wind* comes from the sea.\n\n- first\n- second',
  Quartzite: 'Dry days and cold nights, as they are in the mountains.',
};
const systemPrompt = 'Answer as a marigold would.';
/** Words of which each tells who answers; the hidden ones of a settings delta too. */
const telling = [...Object.keys(replies), 'marigold', '.gguf'];

/** Everything that came over the wire since `begin`. */
class FrameRecord {
  #frames: string[] = [];

  watch(page: Page): void {
    page.on('websocket', (socket: WebSocket) => {
      socket.on('framereceived', ({ payload }) => void this.#frames.push(payload.toString()));
    });
  }

  begin(): void {
    this.#frames = [];
  }

  get frames(): readonly string[] {
    return this.#frames;
  }
}

/** The document with the properties that markup does not show, and the tree that screen readers are given. */
async function everythingShown(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const tree = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const shown = await page.evaluate(() => {
    const values = [...document.querySelectorAll('input, textarea, select')].map((field) =>
      'value' in field ? String(field.value) : '',
    );
    return [document.documentElement.outerHTML, document.title, location.href, ...values].join('\n');
  });
  return `${shown}\n${JSON.stringify(tree.nodes)}`;
}

function toldBy(text: string): readonly string[] {
  return telling.filter((word) => text.toLowerCase().includes(word.toLowerCase()));
}

async function startBlind(page: Page, folder: string): Promise<void> {
  await bringScriptedModels(page, folder, replies);
  await openScreen(page, 'Compare');
  await page.getByRole('button', { name: 'Add a contestant' }).click();
  await page.getByRole('button', { name: 'Settings of contestant 3' }).click();
  await page.getByRole('textbox', { name: 'System prompt' }).fill(systemPrompt);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('checkbox', { name: 'Blind' }).check();
  await page.getByRole('button', { name: 'Start comparing' }).click();
  await expect(page.getByRole('textbox', { name: 'Prompt to all contestants' })).toBeVisible();
}

// Catches: a name, a setting or a file of a contestant anywhere a curious person could look before the verdict: in the
// page, in what screen readers are told, in what the server sends, while it is written, when it is finished, after a reload.
test('nothing on the page, in its tree for screen readers or on the wire tells who answers a blind prompt', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  const record = new FrameRecord();
  record.watch(page);
  await startBlind(page, modelsDir);
  await page.reload();
  const field = page.getByRole('textbox', { name: 'Prompt to all contestants' });
  await expect(field).toBeVisible();

  await field.fill('What is the weather like?');
  record.begin();
  await page.keyboard.press('Enter');
  const prompt = page.getByRole('article', { name: 'Prompt 1' });
  await expect(prompt.getByRole('group', { name: /^Answer A/ })).toBeVisible();
  expect(toldBy(await everythingShown(page))).toEqual([]);
  const verdict = page.getByRole('group', { name: 'Verdict on prompt 1' });
  await expect(verdict).toBeVisible({ timeout: 60_000 });
  await expect(prompt).toContainText('Dry days');
  expect(toldBy(await everythingShown(page))).toEqual([]);
  // Long enough for what is told once a second, as memory and running models are.
  await page.waitForTimeout(2_500);
  await page.reload();
  await expect(verdict).toBeVisible();
  await expect(prompt).toContainText('Dry days');
  expect(toldBy(await everythingShown(page))).toEqual([]);
  await page.waitForTimeout(2_500);
  expect(record.frames.length).toBeGreaterThan(20);
  expect(record.frames.filter((frame) => toldBy(frame).length > 0)).toEqual([]);

  // The same search finds every one of them once they may be known.
  await page.getByRole('region', { name: 'Answers side by side' }).focus();
  await page.keyboard.press('Alt+v');
  await page.keyboard.press('1');
  await expect(verdict).toContainText('Best:');
  expect(toldBy(await everythingShown(page))).toEqual(expect.arrayContaining(Object.keys(replies)));
  expect(toldBy(record.frames.join('\n'))).toEqual(expect.arrayContaining(Object.keys(replies)));
});
