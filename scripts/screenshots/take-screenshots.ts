import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
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

const size = { width: 1280, height: 800 };
const themes = ['light', 'dark'] as const;

await runScript(takeScreenshots);

/** Pictures of every screen in both themes, in `test-results/screenshots` or the folder given as argument. */
async function takeScreenshots(): Promise<number> {
  const target = resolve(process.env['INIT_CWD'] ?? root, process.argv[2] ?? join(root, 'test-results/screenshots'));
  mkdirSync(target, { recursive: true });
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
  const path = join(folder, 'sample.gguf');
  await writeScriptedModel({ path, name: 'Sample 7B', reply: sampleReply });
  await bringModel(page, path, 'Sample 7B');
  await take('library');
  await openScreen(page, 'Chat');
  await take('chat-empty');
  await ask(page, 'What would you weigh a model on?');
  await replyEnded(page);
  await take('chat');
  await openScreen(page, 'Settings');
  await take('settings');
}

async function picture(page: Page, target: string, name: string): Promise<void> {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: join(target, `${name}-${colorScheme}.png`) });
  }
}
