import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { writeScriptedModel } from '../../support/gguf/scripted-model.ts';
import { bringModel } from './journey.ts';

/** Models that each say one thing, by name, written into the folder and brought into the library. */
export async function bringScriptedModels(
  page: Page,
  folder: string,
  replies: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, reply] of Object.entries(replies)) {
    const path = join(folder, `${name}.gguf`);
    await writeScriptedModel({ path, name, reply });
    await bringModel(page, path, name);
  }
}
