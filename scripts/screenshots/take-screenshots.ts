import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { ask, bringModel, openScreen, replyEnded } from '../../tests/e2e/support/journey.ts';
import { launchWeb } from '../../tests/e2e/support/launch-web.ts';
import { writeScriptedModel } from '../../tests/support/gguf/scripted-model.ts';
import { findChromium } from '../setup/find-chromium.mjs';
import { root } from '../setup/prepare.mjs';
import { runScript } from '../setup/run-script.mjs';
import { sampleReply } from './sample-reply.ts';

const size = { width: 1440, height: 900 };
const themes = ['light', 'dark'] as const;
const modelName = 'Demonstration model';
const secondName = 'Second demonstration model';
/** Makes it about as slow as a real model is. */
const ballast = { layers: 24, feedForward: 8_192 };
const earlierQuestions = ['Quantization in one page', 'A short note to a neighbour', 'Plan a quiet weekend'];
const shortReply = `Ask both the same thing, and look at the answers before the names.

- **Which** would you have sent to somebody?
- **Why**: is it right, short enough, yours in tone?

Ten prompts of your own say more than any list.
`;
/** The pictures that the README shows; they are kept with the project. */
const kept = { names: ['chat', 'compare'], folder: join(root, 'docs', 'images') };

await runScript(takeScreenshots);

/**
 * Pictures of every screen in both themes, in `test-results/screenshots` or the folder given as argument; those of the
 * chat and a comparison also in `docs/images`.
 */
async function takeScreenshots(): Promise<number> {
  const target = resolve(process.env['INIT_CWD'] ?? root, process.argv[2] ?? join(root, 'test-results/screenshots'));
  for (const needed of [target, kept.folder]) mkdirSync(needed, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'counterweight-screenshots-'));
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: await findChromium(root, process.execPath), args });
  const app = await launchWeb({ dataDir: join(folder, 'data'), browser: async () => browser });
  try {
    await app.page.setViewportSize(size);
    await walk(app.page, folder, (name) => picture(app.page, target, name));
  } finally {
    await app.close();
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  process.stderr.write(`screenshots: in ${target}\n`);
  return 0;
}

async function walk(page: Page, folder: string, take: (name: string) => Promise<void>): Promise<void> {
  await openScreen(page, 'Chat');
  await take('chat-first-run');
  await openScreen(page, 'Library');
  await take('library-empty');
  const path = join(folder, 'demonstration.gguf');
  await writeScriptedModel({ path, name: modelName, reply: sampleReply, ballast });
  await bringModel(page, path, modelName);
  await page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Dismiss' }).click();
  await take('library');
  await openScreen(page, 'Chat');
  await take('chat-empty');
  await converse(page);
  await take('chat');
  await compare(page, folder);
  await take('compare');
  await openScreen(page, 'Settings');
  await take('settings');
}

/** Two models side by side on one prompt, one of them judged better. */
async function compare(page: Page, folder: string): Promise<void> {
  const path = join(folder, 'second.gguf');
  await openScreen(page, 'Library');
  await writeScriptedModel({ path, name: secondName, reply: shortReply, ballast });
  await bringModel(page, path, secondName);
  await page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Dismiss' }).click();
  await openScreen(page, 'Compare');
  await page.getByRole('button', { name: 'Start comparing' }).click();
  await page.getByRole('textbox', { name: 'Prompt to all contestants' }).fill('How do I find the model that suits me?');
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: 'Verdict on prompt 1' }).waitFor({ timeout: 120_000 });
  await page.keyboard.press('Alt+v');
  await page.keyboard.press('1');
  await page.getByRole('button', { name: 'Undo this vote' }).waitFor();
  await page.getByRole('textbox', { name: 'Prompt to all contestants' }).focus();
  await page.mouse.move(0, 0);
}

/** Some conversations, one of them pinned; the newest is open, and the model's memory is known. */
async function converse(page: Page): Promise<void> {
  for (const question of [...earlierQuestions, 'How do I weigh a model?']) {
    await page.getByRole('button', { name: 'New chat' }).click();
    const reply = await ask(page, question);
    await reply.getByText('Ended by itself').waitFor();
    await replyEnded(page);
  }
  await page.getByRole('button', { name: `More for ${earlierQuestions[0]}` }).click();
  await page.getByRole('menuitem', { name: 'Pin' }).click();
  await page.getByRole('region', { name: 'Pinned' }).waitFor();
  await page.getByRole('region', { name: 'Running models' }).getByText(modelName).waitFor();
  await page.getByRole('textbox', { name: 'Message', exact: true }).focus();
  await page.mouse.move(0, 0);
}

async function picture(page: Page, target: string, name: string): Promise<void> {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const file = `${name}-${colorScheme}.png`;
    await page.screenshot({ path: join(target, file) });
    if (kept.names.includes(name)) copyFileSync(join(target, file), join(kept.folder, file));
  }
}
