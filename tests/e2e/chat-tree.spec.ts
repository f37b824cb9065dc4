import { join } from 'node:path';
import { ask, bringModel, hasBegun, openScreen, replyEnded } from './support/journey.ts';
import { expect, test } from './support/test.ts';

// Catches: an edit that overwrites what was said, loses what was typed, or leads nowhere.
test('edit a message and a reply: versions beside the first ones, answered or kept, nothing typed is lost', async ({
  app: { page },
  modelsDir,
}) => {
  await bringModel(page, join(modelsDir, 'bigram.gguf'), 'Bigram');
  await openScreen(page, 'Chat');
  const reply = await ask(page, 'What is a scale?');
  await replyEnded(page);
  const first = (await reply.locator('p').first().innerText()).slice(0, 60);
  const message = page.getByRole('article', { name: 'You said' });
  await message.hover();
  await message.getByRole('button', { name: 'Edit' }).click();
  const field = page.getByRole('textbox', { name: 'Edit message' });
  await expect(field).toHaveValue('What is a scale?');
  await field.fill('What is a balance?');
  await field.press('Escape');
  await expect(message).toContainText('Changes to this message are not saved.');
  await expect(message).toContainText('What is a scale?');
  await message.getByRole('button', { name: 'Go on editing' }).click();
  await expect(field).toHaveValue('What is a balance?');
  await page.getByRole('button', { name: 'Save and answer' }).click();
  await expect(message).toContainText('What is a balance?');
  await expect(message).toContainText('2/2');
  await replyEnded(page);
  await message.hover();
  await message.getByRole('button', { name: 'Previous version' }).click();
  await expect(message).toContainText('What is a scale?');
  await expect(reply.locator('p').first()).toContainText(first);

  await reply.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('textbox', { name: 'Edit reply' }).fill('A beam with two pans.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(reply).toContainText('A beam with two pans.');
  await expect(reply).toContainText('Edited by you');
  await expect(reply).toContainText('2/2');
});

// Catches: a reply that begins anew when it should go on, and words that are gone after a stop.
test('continue a stopped reply, and begin one with given words', async ({ app: { page }, modelsDir }) => {
  await bringModel(page, join(modelsDir, 'endless.gguf'), 'Endless');
  await openScreen(page, 'Chat');
  const reply = await ask(page, 'Go on');
  await hasBegun(reply);
  await page.getByRole('button', { name: 'Stop' }).click();
  await replyEnded(page);
  const said = (await reply.locator('p').allInnerTexts()).join(' ');
  await reply.getByRole('button', { name: 'Continue' }).click();
  const words = async () => (await reply.locator('p').allInnerTexts()).join(' ');
  await expect.poll(async () => (await words()).length).toBeGreaterThan(said.length + 20);
  expect((await words()).startsWith(said.slice(0, -40))).toBe(true);
  await page.getByRole('button', { name: 'Stop' }).click();
  await replyEnded(page);
  await expect(reply.getByRole('group', { name: 'Versions' })).toHaveCount(0);

  await reply.getByRole('button', { name: 'More for this reply' }).click();
  await page.getByRole('menuitem', { name: 'Begin the reply with…' }).click();
  await page.getByRole('textbox', { name: 'The reply begins with' }).fill('Weighing begins with');
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  await expect(reply).toContainText('Begins with your words');
  await expect(reply).toContainText(/Weighing begins with \w+ \w+/, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Stop' }).click();
  await replyEnded(page);
});

// Catches: a deletion that cannot be taken back, and a copy that changes what it was copied from.
test('delete with undo, bring back after a reload, and duplicate up to a message', async ({
  app: { page },
  modelsDir,
}) => {
  await bringModel(page, join(modelsDir, 'bigram.gguf'), 'Bigram');
  await openScreen(page, 'Chat');
  await ask(page, 'First');
  await replyEnded(page);
  await ask(page, 'Second');
  await replyEnded(page);
  const articles = page.getByRole('article');
  const second = page.getByRole('article', { name: 'You said' }).nth(1);
  await expect(articles).toHaveCount(4);
  await second.hover();
  await second.getByRole('button', { name: 'More for this message' }).click();
  await page.getByRole('menuitem', { name: 'Delete from here on' }).click();
  await expect(articles).toHaveCount(2);
  const replies = page.getByRole('article', { name: /^Reply from/ });
  await expect(page.getByRole('listitem').filter({ has: replies })).toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(articles).toHaveCount(4);
  await second.hover();
  await second.getByRole('button', { name: 'More for this message' }).click();
  await page.getByRole('menuitem', { name: 'Delete this message' }).click();
  await expect(articles).toHaveCount(3);
  await page.reload();
  await expect(articles).toHaveCount(3);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Bring back');
  await page.keyboard.press('Enter');
  await expect(articles).toHaveCount(4);

  const reply = page.getByRole('article', { name: /^Reply from/ }).first();
  await reply.hover();
  await reply.getByRole('button', { name: 'More for this reply' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate up to here' }).click();
  await expect(articles).toHaveCount(2);
  const conversations = page.getByRole('region', { name: 'Conversations' });
  await conversations.getByRole('link', { name: 'First', exact: true }).click();
  await expect(articles).toHaveCount(4);
  await conversations.getByRole('link', { name: 'First (2)' }).click();
  await expect(articles).toHaveCount(2);
});

// Catches: a message that only a mouse can edit, and focus that is lost on the way.
test('by keys alone: to a message, edit it, save, and back', async ({ app: { page }, modelsDir }) => {
  await bringModel(page, join(modelsDir, 'bigram.gguf'), 'Bigram');
  await openScreen(page, 'Chat');
  await ask(page, 'First');
  await replyEnded(page);
  const rows = page.getByRole('list', { name: 'Messages' }).getByRole('listitem');
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect(rows.nth(0)).toBeFocused();
  await page.keyboard.press('Alt+e');
  await expect(page.getByRole('textbox', { name: 'Edit message' })).toBeFocused();
  await page.keyboard.type(' of all');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  const message = page.getByRole('article', { name: 'You said' });
  await expect(message).toContainText('First of all');
  await expect(message.getByRole('button', { name: 'Edit' })).toBeFocused();
  await expect(message).toContainText('This message has no answer yet.');
  await page.keyboard.press('Alt+e');
  await page.keyboard.type('.');
  await page.keyboard.press('Control+Enter');
  await expect(message).toContainText('3/3');
  await replyEnded(page);
  await expect(page.getByRole('article', { name: /^Reply from/ })).toHaveCount(1);
});
