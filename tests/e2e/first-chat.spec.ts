import { join } from 'node:path';
import { writeBigramModel } from '../support/gguf/bigram-model.ts';
import { ask, bringModel, hasBegun, openScreen, replyEnded } from './support/journey.ts';
import { expect, test } from './support/test.ts';

test('bring a file, chat, close, reopen: the conversation is there', async ({ app, modelsDir }) => {
  await bringModel(app.page, join(modelsDir, 'bigram.gguf'), 'Bigram');
  await openScreen(app.page, 'Chat');
  const reply = await ask(app.page, 'What is a **counterweight**?');
  await replyEnded(app.page);
  const words = await reply.innerText();
  expect(words.length).toBeGreaterThan(100);
  await reply.hover();
  await expect(reply).toContainText(/[\d,.]+\stokens\/s/);
  await expect(reply).toContainText(/first token/);

  const page = await app.restart();
  await openScreen(page, 'Chat');
  await page
    .getByRole('region', { name: 'Conversations' })
    .getByRole('link', { name: 'What is a counterweight?' })
    .click();
  await expect(page.getByRole('article', { name: 'You said' })).toContainText('What is a **counterweight**?');
  await expect(page.getByRole('article', { name: 'Reply from Bigram' })).toContainText(words.split('\n')[0] ?? '');
});

test('regenerate keeps the earlier reply within reach, and copies and figures belong to each', async ({
  app,
  modelsDir,
}) => {
  await bringModel(app.page, join(modelsDir, 'bigram.gguf'), 'Bigram');
  await openScreen(app.page, 'Chat');
  const reply = await ask(app.page, 'Tell me about scales');
  await replyEnded(app.page);
  const first = (await reply.locator('p').first().innerText()).slice(0, 200);
  await reply.getByRole('button', { name: 'Regenerate' }).click();
  await expect(reply).toContainText('2/2');
  await replyEnded(app.page);
  await reply.getByRole('button', { name: 'Previous version' }).click();
  await expect(reply).toContainText('1/2');
  await expect(reply.locator('p').first()).toContainText(first);
});

test('stop ends the reply at once, keeps its text and says so', async ({ app, modelsDir }) => {
  await bringModel(app.page, join(modelsDir, 'endless.gguf'), 'Endless');
  await openScreen(app.page, 'Chat');
  const reply = await ask(app.page, 'Go on and on');
  await hasBegun(reply);
  await app.page.getByRole('button', { name: 'Stop' }).click();
  await replyEnded(app.page);
  await expect(reply).toContainText('You stopped this reply.');
  await hasBegun(reply);
});

test('a deleted conversation comes back whole with Undo', async ({ app, modelsDir }) => {
  await bringModel(app.page, join(modelsDir, 'bigram.gguf'), 'Bigram');
  await openScreen(app.page, 'Chat');
  await ask(app.page, 'Keep me safe');
  await replyEnded(app.page);
  const conversations = app.page.getByRole('region', { name: 'Conversations' });
  await app.page.getByRole('button', { name: 'More for Keep me safe' }).click();
  await app.page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(conversations.getByRole('link', { name: 'Keep me safe' })).toHaveCount(0);
  await app.page.getByRole('button', { name: 'Undo' }).click();
  await conversations.getByRole('link', { name: 'Keep me safe' }).click();
  await expect(app.page.getByRole('article')).toHaveCount(2);
});

// Catches: a reply so fast that it pulls the reader back at every frame, and one that pulls a reader above.
test('a growing reply follows at the end and never moves a reader who went up', async ({ app, modelsDir }) => {
  const { page } = app;
  const path = join(modelsDir, 'fast.gguf');
  // Fast enough to push at every frame, slow enough that its context does not fill up before the test is through.
  const ballast = { layers: 3, feedForward: 8_192 };
  await writeBigramModel({ path, seed: 3, name: 'Fast', endless: true, contextLength: 32_768, ballast });
  await bringModel(page, path, 'Fast');
  await openScreen(page, 'Chat');
  const reply = await ask(page, 'Go on and on');
  const scroller = page.getByRole('list', { name: 'Messages' }).locator('xpath=../..');
  const room = () => scroller.evaluate((box) => box.scrollTop);
  const distance = () => scroller.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
  await expect.poll(room, { timeout: 60_000 }).toBeGreaterThan(400);
  expect(await distance()).toBeLessThanOrEqual(1);

  await reply.hover();
  await page.mouse.wheel(0, -20);
  await expect(page.getByRole('button', { name: 'Jump to latest' })).toBeVisible();
  await page.waitForTimeout(300);
  const before = await room();
  await page.waitForTimeout(700);
  expect(await room()).toBe(before);

  await page.getByRole('button', { name: 'Jump to latest' }).click();
  await expect.poll(distance).toBeLessThanOrEqual(1);
  await expect(page.getByRole('textbox', { name: 'Message', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await replyEnded(page);
});
