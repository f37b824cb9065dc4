import { join } from 'node:path';
import { writeScriptedModel } from '../support/gguf/scripted-model.ts';
import { ask, bringModel, openScreen, replyEnded } from './support/journey.ts';
import { expect, test } from './support/test.ts';

const code = 'const pans = [1, 2];';
const said = `Weigh both:\n\n\`\`\`ts\n${code}\n\`\`\`\n`;

// Catches: a copy button that copies what is drawn instead of what was written, or fails without a word.
test('what was written is copied as written, and it is said', async ({ app, modelsDir }) => {
  const { page } = app;
  const path = join(modelsDir, 'says-code.gguf');
  await writeScriptedModel({ path, name: 'Says code', reply: said });
  await bringModel(page, path, 'Says code');
  await openScreen(page, 'Chat');
  const reply = await ask(page, 'How do I weigh?');
  await replyEnded(page);
  await page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => void Object.assign(window, { copied: text });
  });
  const copied = (): Promise<unknown> => page.evaluate(() => Reflect.get(window, 'copied'));

  await reply.getByRole('button', { name: 'Copy code' }).click();
  await expect.poll(copied).toBe(code);
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveCount(1);
  await reply.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect.poll(copied).toBe(said);
  await page.getByRole('button', { name: 'Copy message' }).click();
  await expect.poll(copied).toBe('How do I weigh?');
});
