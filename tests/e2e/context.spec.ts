import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { writeBigramModel } from '../support/gguf/bigram-model.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { ask, bringModel, hasBegun, openScreen, replyEnded } from './support/journey.ts';
import { expect, test } from './support/test.ts';

/** Every letter the test models have no word for is a token. */
const letters = (count: number): string => 'q'.repeat(count);
const messageField = (page: Page): Locator => page.getByRole('textbox', { name: 'Message', exact: true });
const meter = (page: Page): Locator => page.getByRole('button', { name: /^Context/ });
const replies = (page: Page): Locator => page.getByRole('article', { name: /^Reply from/ });
const files = (page: Page): Locator => page.getByRole('list', { name: 'Attached files' }).getByRole('listitem');

async function begin(page: Page, folder: string, contextLength: number): Promise<void> {
  const path = join(folder, `context-${contextLength}.gguf`);
  await writeBigramModel({ path, seed: 1, name: 'Small', contextLength });
  await bringModel(page, path, 'Small');
  await openScreen(page, 'Chat');
}

async function openMenuOf(reply: Locator): Promise<void> {
  await reply.hover();
  await reply.getByRole('button', { name: 'More for this reply' }).click();
}

/** What the newest reply was generated from. */
async function lastPrompt(page: Page): Promise<string> {
  await openMenuOf(replies(page).last());
  await page.getByRole('menuitem', { name: 'Show prompt' }).click();
  const dialog = page.getByRole('dialog', { name: 'Prompt of this reply' });
  const text = dialog.getByRole('group', { name: 'Text', exact: true }).locator('pre');
  await expect(text).toContainText('<|im_start|>');
  const prompt = (await text.textContent()) ?? '';
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return prompt;
}

// Catches: a file that is shown but not sent, sent but not counted, lost with the page, or not text at all.
test('text files are counted, wait with the draft, reach the prompt whole and stay with the message', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  await begin(page, modelsDir, 4096);
  await page.getByRole('button', { name: 'Add to this message' }).click();
  await expect(page.getByRole('menuitem', { name: /^Images, sound, voice, video and PDF/ })).toBeDisabled();
  await checkAccessibility(page);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: /^Attach text files/ }).click();
  await (
    await chooser
  ).setFiles([
    { name: 'notes.md', mimeType: 'text/markdown', buffer: Buffer.from('# Größe\nzwölf\n') },
    { name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]) },
    { name: 'other.txt', mimeType: 'text/plain', buffer: Buffer.from('other') },
  ]);
  await expect(page.getByRole('region', { name: 'Notifications' })).toContainText('photo.png is not text');
  await expect(files(page)).toHaveCount(2);
  await expect(page.getByRole('button', { name: /^Show notes\.md 17.B · \d+ tokens$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Remove other.txt' }).click();
  await expect(files(page)).toHaveCount(1);
  await expect(messageField(page)).toBeFocused();

  await page.reload();
  await page.getByRole('button', { name: /^Show notes\.md/ }).click();
  const dialog = page.getByRole('dialog', { name: 'notes.md' });
  await expect(dialog.getByRole('textbox', { name: 'Words of notes.md' })).toHaveValue('# Größe\nzwölf\n');
  await checkAccessibility(page);
  await page.keyboard.press('Escape');
  await ask(page, 'How large?');
  await replyEnded(page);
  await expect(
    page.getByRole('article', { name: 'You said' }).getByRole('button', { name: /^Show notes\.md/ }),
  ).toBeVisible();
  await expect(files(page)).toHaveCount(0);
  expect(await lastPrompt(page)).toContain('File: notes.md\n```markdown\n# Größe\nzwölf\n```\n\nHow large?');
});

test('a long text that is pasted can go beside the message, and a reply can be begun', async ({ app, modelsDir }) => {
  const { page } = app;
  await begin(page, modelsDir, 4096);
  await messageField(page).fill('Before. ');
  await messageField(page).evaluate((field, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    if (field.dispatchEvent(event)) document.execCommand('insertText', false, text);
  }, letters(4500));
  await page.getByRole('button', { name: 'Attach as file' }).click();
  await expect(page.getByRole('button', { name: /^Show Pasted text\.txt 4\.5.kB/ })).toBeVisible();
  await expect(messageField(page)).toHaveValue('Before.');
  await page.getByRole('button', { name: 'Remove Pasted text.txt' }).click();

  await page.getByRole('button', { name: 'Add to this message' }).click();
  await page.getByRole('menuitem', { name: /^Begin the reply/ }).click();
  await page.getByRole('textbox', { name: 'The reply begins with' }).fill('Quite so:');
  await checkAccessibility(page);
  await page.keyboard.press('Enter');
  await expect(replies(page)).toContainText(/^Small.*Quite so:/s);
  await replyEnded(page);
  await expect(page.getByRole('textbox', { name: 'The reply begins with' })).toHaveCount(0);
});

// Catches: words that are cut silently, a choice that is not kept, a message that goes although nobody chose.
test('a message that does not fit waits for a choice, and a reply says what it did not see', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  await begin(page, modelsDir, 512);
  await ask(page, 'The first question');
  await replyEnded(page);
  await ask(page, 'The second question');
  await replyEnded(page);
  await messageField(page).fill(letters(330));
  await expect(meter(page)).toContainText(/^Context [\d,]+ tokens, 512 fit$/);
  await messageField(page).press('Enter');
  const panel = page.getByRole('group', { name: /does not fit|Little room/ });
  await expect(panel).toBeFocused();
  await expect(panel.getByRole('list', { name: 'Ways to go on' })).toBeVisible();
  await checkAccessibility(page);
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(messageField(page)).toBeFocused();
  await expect(replies(page)).toHaveCount(2);

  await page.keyboard.press('Enter');
  const drop = panel.getByRole('button', { name: /^Leave out the oldest messages/ });
  await expect(drop).toHaveAccessibleName(/ 4 messages are not sent\. \d+ of 512 tokens are used\.$/);
  await drop.focus();
  await page.keyboard.press('Enter');
  await expect(replies(page)).toHaveCount(3);
  await replyEnded(page);
  const reply = replies(page).last();
  await expect(reply).toContainText('4 earlier messages were not sent');
  expect(await lastPrompt(page)).not.toContain('question');
  await reply.getByRole('button', { name: 'Show what was sent' }).click();
  const record = page.getByRole('dialog', { name: 'What this reply saw' });
  await expect(record).toContainText(/Messages sent whole1.*Messages not sent1 to 4/s);
  await page.keyboard.press('Escape');

  // The choice holds: the next one is not asked about, and nothing of the conversation is gone.
  await meter(page).click();
  const legend = page.getByRole('dialog', { name: 'What the next message takes' });
  await legend
    .getByRole('combobox', { name: 'When it is full' })
    .selectOption('Keep the first exchange and the newest');
  await checkAccessibility(page);
  await page.keyboard.press('Escape');
  await ask(page, 'A short one');
  await replyEnded(page);
  const prompt = await lastPrompt(page);
  expect([prompt.includes('The first question'), prompt.includes('The second question')]).toEqual([true, false]);
  await expect(page.getByRole('article', { name: 'You said' })).toHaveCount(4);
});

// Catches: a summary that replaces words a person wrote, cannot be mended, or is half-made after a cancel.
test('older messages are summarised by the model; the summary is a card that can be edited, removed and had back', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  await begin(page, modelsDir, 768);
  await ask(page, `Remember ${letters(150)}`);
  await replyEnded(page);
  await ask(page, 'The second question');
  await replyEnded(page);
  await messageField(page).fill(letters(330));
  await messageField(page).press('Enter');
  await page.getByRole('button', { name: /^Summarise the first 2 messages/ }).click();
  await expect(replies(page)).toHaveCount(3, { timeout: 30_000 });
  await replyEnded(page);
  const card = page.getByRole('complementary', { name: 'Summary of the 2 messages above' });
  await card.scrollIntoViewIfNeeded();
  await expect(card).toContainText('Written by Small.');
  await expect(page.getByRole('article', { name: 'You said' }).first()).toContainText('Remember');
  const prompt = await lastPrompt(page);
  expect([prompt.includes('Summary of the earlier part of this conversation:'), prompt.includes('Remember')]).toEqual([
    true,
    false,
  ]);

  await card.getByRole('button', { name: 'Edit summary' }).click();
  await card.getByRole('textbox', { name: 'Summary' }).fill('They spoke of q.');
  await checkAccessibility(page);
  await card.getByRole('button', { name: 'Save' }).click();
  await expect(card).toContainText('They spoke of q.');
  await card.getByRole('button', { name: 'Remove summary' }).click();
  await expect(card).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(card).toContainText('They spoke of q.');
});

test('a summary that is given up leaves nothing; a model that turns out too small is loaded with a larger context', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  await bringModel(page, join(modelsDir, 'endless.gguf'), 'Endless');
  await openScreen(page, 'Chat');
  const reply = await ask(page, 'Go on');
  await hasBegun(reply);
  await page.getByRole('button', { name: 'Stop' }).click();
  await replyEnded(page);
  await openMenuOf(reply);
  await page.getByRole('menuitem', { name: 'Summarise up to here' }).click();
  const dialog = page.getByRole('dialog', { name: 'Summarise up to here' });
  await expect(dialog).toContainText(/begins with/, { timeout: 30_000 });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('complementary', { name: /^Summary of/ })).toHaveCount(0);

  await page.getByRole('button', { name: 'Add to this message' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: /^Attach text files/ }).click();
  await (await chooser).setFiles([{ name: 'long.txt', mimeType: 'text/plain', buffer: Buffer.from(letters(8300)) }]);
  await messageField(page).fill('And now?');
  await expect(meter(page)).toContainText(/tokens, 8,192 fit/);
  await messageField(page).press('Enter');
  const larger = page.getByRole('button', { name: /^Use a context of 16,384 tokens/ });
  await expect(larger).toHaveAccessibleName(/ 16,384 instead of 8,192 tokens, .* more memory: it fits\./);
  await larger.click();
  await expect(replies(page)).toHaveCount(2, { timeout: 60_000 });
  await hasBegun(replies(page).last());
  await page.getByRole('button', { name: 'Stop' }).click();
  await replyEnded(page);
  await expect(meter(page)).toContainText('of 16,384 tokens');
});
