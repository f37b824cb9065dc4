import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { exchangeFileSchema } from '../../main/contract/exchange-file.ts';
import { exampleChatGptConversation } from '../support/exchange/chatgpt-export.ts';
import { writeZip } from '../support/exchange/write-zip.ts';
import { checkAccessibility } from './support/check-accessibility.ts';
import { ask, bringModel, hasBegun, openScreen, replyEnded } from './support/journey.ts';
import type { RunningApp } from './support/running-app.ts';
import { expect, test } from './support/test.ts';

function dialogOf(page: Page, name: string): Locator {
  return page.getByRole('dialog', { name });
}

/** Chooses Export in the header's menu by keyboard, as far as the dialog. */
async function openExport(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'More for this conversation' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Export…' }).press('Enter');
  const dialog = dialogOf(page, 'Export');
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Exports to where the browser or the save dialog says. @returns what the file holds. */
async function exported(app: RunningApp, dialog: Locator, name: RegExp): Promise<string> {
  const { page } = app;
  const button = dialog.getByRole('button', { name: 'Export' });
  let path = join(app.dataDir, 'exported');
  if (app.host === 'web') {
    const download = page.waitForEvent('download');
    await button.press('Enter');
    const file = await download;
    expect(file.suggestedFilename()).toMatch(name);
    path = await file.path();
  } else {
    await app.main.evaluate(({ dialog: native }, filePath) => {
      native.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
    await button.press('Enter');
  }
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^Exported /).last()).toBeVisible();
  return readFileSync(path, 'utf8');
}

async function importFile(app: RunningApp, path: string): Promise<Locator> {
  const { page } = app;
  await openScreen(page, 'Settings');
  await page.getByRole('button', { name: 'Import…' }).click();
  const dialog = dialogOf(page, 'Import conversations');
  await expect(dialog.getByText('Drop an export here')).toBeVisible();
  await checkAccessibility(page);
  if (app.host === 'web') await dialog.getByLabel('Exported files').setInputFiles(path);
  else {
    await app.answerOpenDialog(path);
    await dialog.getByRole('button', { name: 'Choose files…' }).press('Enter');
  }
  return dialog;
}

/** Drops a file on the window; the page gets its bytes, as in a browser that tells no path. */
async function dropFile(page: Page, path: string): Promise<void> {
  const file = { name: basename(path), base64: readFileSync(path, 'base64') };
  await page.evaluate(({ name, base64 }) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], name));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true, bubbles: true }));
  }, file);
}

// Would catch: an export that loses a branch or a thumb, and an import that makes another tree of it.
test('export everything as JSON, delete it, import it: the same tree, versions and thumbs', async ({
  app,
  modelsDir,
}) => {
  const { page } = app;
  await bringModel(page, join(modelsDir, 'bigram.gguf'), 'Bigram');
  await openScreen(page, 'Chat');
  await hasBegun(await ask(page, 'Hello there'));
  await replyEnded(page);
  const reply = page.getByRole('article', { name: /^Reply from/ }).last();
  await reply.getByRole('button', { name: 'Bad reply' }).press('Enter');
  await expect(reply.getByRole('button', { name: 'Bad reply' })).toHaveAttribute('aria-pressed', 'true');
  await reply.getByRole('button', { name: 'Regenerate' }).click();
  await replyEnded(page);
  await reply.getByRole('button', { name: 'Good reply' }).click();
  await expect(reply.getByRole('button', { name: 'Good reply' })).toHaveAttribute('aria-pressed', 'true');
  await hasBegun(await ask(page, 'And then?'));
  await replyEnded(page);

  const dialog = await openExport(page);
  await expect(dialog.getByRole('radio', { name: 'Markdown' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: 'JSON', exact: true })).toBeChecked();
  await expect(dialog.getByRole('status')).toHaveText('1 conversation · 5 messages');
  await checkAccessibility(page);
  const text = await exported(app, dialog, /^Hello there\.json$/);
  const before = exchangeFileSchema.parse(JSON.parse(text)).conversations[0];
  expect(before?.messages.map(({ rating }) => rating)).toEqual([null, 'down', 'up', null, null]);

  await page.getByRole('button', { name: 'More for this conversation' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Hello there' })).toBeHidden();
  const path = join(app.dataDir, 'back.json');
  writeFileSync(path, text);
  const bringing = await importFile(app, path);
  await expect(bringing.getByRole('status').first()).toHaveText('Counterweight · 1 conversation · 5 messages');
  await checkAccessibility(page);
  await bringing.getByRole('button', { name: 'Import 1 conversation' }).press('Enter');
  await bringing.getByRole('button', { name: 'Open the newest' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Hello there' })).toBeVisible();
  const first = page.getByRole('article', { name: /^Reply from/ }).first();
  await expect(first.getByRole('button', { name: 'Good reply' })).toHaveAttribute('aria-pressed', 'true');
  await expect(first).toContainText(before?.messages[2]?.text.slice(0, 40) ?? '');

  const again = exchangeFileSchema.parse(
    JSON.parse(
      await (async () => {
        const second = await openExport(page);
        await second.getByRole('radio', { name: 'JSON', exact: true }).check();
        return await exported(app, second, /json$/);
      })(),
    ),
  ).conversations[0];
  const facts = (one: typeof before): unknown =>
    one?.messages.map(({ text: words, role, rating, stats, record, createdAtMs }) => ({
      words,
      role,
      rating,
      stats,
      record,
      createdAtMs,
    }));
  expect(facts(again)).toEqual(facts(before));
});

// Would catch: a zip that is not looked into, things left out without a word, and a sample that ends with a bad reply.
test("ChatGPT's export comes in as it is downloaded, goes out to be learned from, and is known when it comes again", async ({
  app,
}) => {
  const { page } = app;
  const path = join(app.dataDir, 'chatgpt.zip');
  writeFileSync(
    path,
    writeZip([
      { name: 'conversations.json', content: JSON.stringify([exampleChatGptConversation()]) },
      { name: 'chat.html', content: 'x' },
    ]),
  );
  const dialog = await importFile(app, path);
  await expect(dialog.getByRole('status').first()).toHaveText('ChatGPT · 1 conversation · 6 messages');
  await expect(dialog.getByRole('list', { name: 'Not included' })).toContainText('1 image');
  await checkAccessibility(page);
  await dialog.getByRole('button', { name: 'Import 1 conversation' }).click();
  await expect(dialog.getByRole('status').first()).toHaveText('1 conversation is here now.');
  await dialog.getByRole('button', { name: 'Open the newest' }).click();

  await expect(page.getByText('How many boats are here?')).toBeVisible();
  const reply = page.getByRole('article', { name: 'Reply from gpt-9-thinking' });
  await expect(reply).toContainText('And a raft.');
  await reply.getByRole('button', { name: 'Good reply' }).press('Enter');
  await expect(reply.getByRole('button', { name: 'Good reply' })).toHaveAttribute('aria-pressed', 'true');

  const exporting = await openExport(page);
  await exporting.getByRole('radio', { name: 'Fine-tuning, OpenAI messages' }).check();
  await exporting.getByRole('combobox', { name: 'Replies to learn' }).selectOption('Only those with a thumb up');
  await expect(exporting.getByRole('status')).toHaveText('1 sample · 1 conversation · 2 messages');
  await expect(exporting.getByRole('list', { name: 'Not included' })).toHaveText('1 question without a reply');
  const line = await exported(app, exporting, /\.openai\.jsonl$/);
  expect(JSON.parse(line)).toMatchObject({
    messages: [{ role: 'user' }, { role: 'assistant', content: expect.stringMatching(/raft\.$/) }],
  });

  await openScreen(page, 'Settings');
  await page.getByRole('button', { name: 'Import…' }).press('Enter');
  const known = dialogOf(page, 'Import conversations');
  await dropFile(page, path);
  await expect(known.getByText('Everything in this file is here already.')).toBeVisible();
  await expect(known.getByRole('button', { name: /^Import 0/ })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(known).toBeHidden();
  // Nobody else took the file for his own.
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});
