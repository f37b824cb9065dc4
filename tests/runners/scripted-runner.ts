import { join } from 'node:path';
import type { LoadedRunner } from '../../main/core/ports/runner-pool.ts';
import { writeScriptedModel, type ScriptedModelOptions } from '../support/gguf/scripted-model.ts';
import { loadRequestOf, type RequestOptions } from '../support/load-request.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { acquire, startTestPool } from './test-pool.ts';

export type Said = Pick<ScriptedModelOptions, 'reply' | 'chatTemplate' | 'specials'>;

/** A loaded model that answers everything with the same words. */
export async function loadScripted(said: Said, request: RequestOptions = {}): Promise<LoadedRunner> {
  const path = join(temporaryFolder(), 'scripted.gguf');
  const sizeBytes = await writeScriptedModel({ path, name: 'Scripted', ...said });
  return acquire(startTestPool(), loadRequestOf(path, sizeBytes, request));
}
