import { join } from 'node:path';
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
