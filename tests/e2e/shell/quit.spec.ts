import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, bringModel, hasBegun, openScreen } from '../support/journey.ts';
import { expect, test } from '../support/test.ts';

/** Events of the app's log file, oldest first. */
function loggedEvents(dataDir: string): { event: string; isSaved?: boolean }[] {
  const text = readFileSync(join(dataDir, 'logs', 'counterweight.log'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; isSaved?: boolean });
}

test('quitting in mid-reply: the text is saved, the database is closed clean, and then the app ends', async ({
  app,
  modelsDir,
}) => {
  await bringModel(app.page, join(modelsDir, 'endless.gguf'), 'Endless');
  await openScreen(app.page, 'Chat');
  const reply = await ask(app.page, 'Go on and on');
  await hasBegun(reply);
  const before = /\w+ begins with \w+/.exec(await reply.innerText())?.[0] ?? 'no text';

  await app.main.evaluate(({ app: electron }) => {
    for (const name of ['before-quit', 'will-quit', 'quit'] as const) {
      electron.on(name as 'before-quit', () => process.stderr.write(`[order] ${name}\n`));
    }
  });
  const startedAt = Date.now();
  const output = await app.close();
  expect(Date.now() - startedAt).toBeLessThan(8_000);
  // Saving holds the first will-quit back; the second one is let through.
  expect(output.match(/(?<=\[order\] )[\w-]+/g)).toEqual([
    'before-quit',
    'will-quit',
    'before-quit',
    'will-quit',
    'quit',
  ]);
  expect(loggedEvents(app.dataDir).filter(({ event }) => event === 'quit')).toMatchObject([{ isSaved: true }]);
  // A write-ahead log that is still there was not checkpointed.
  expect(existsSync(join(app.dataDir, 'counterweight.db-wal'))).toBe(false);

  const page = await app.start();
  await openScreen(page, 'Chat');
  await page.getByRole('link', { name: 'Go on and on' }).click();
  await expect(page.getByRole('article', { name: 'Reply from Endless' })).toContainText(before);
});
