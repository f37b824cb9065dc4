import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { writeBigramModel } from '../support/gguf/bigram-model.ts';
import { isProcessGone, waitUntil } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { stripTypes } from './test-pool.ts';

/** Runs a stand-in for the app until its runner is at work, and kills it. @returns the runner's process id. */
async function killAppDuring(work: 'generate' | 'load', modelPath: string): Promise<number> {
  const script = fileURLToPath(new URL('./app-that-dies.ts', import.meta.url));
  const app = spawn(process.execPath, [...stripTypes, script, modelPath, work], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(app.stdout, 'data')) as [Buffer];
  const runnerPid = Number(line.toString().split('\n')[0]);
  expect(isProcessGone(runnerPid)).toBe(false);
  app.kill('SIGKILL');
  await once(app, 'exit');
  return runnerPid;
}

test('a runner in mid-reply ends when the app is gone', async () => {
  const path = join(temporaryFolder(), 'endless.gguf');
  await writeBigramModel({ path, seed: 1, endless: true });
  const runnerPid = await killAppDuring('generate', path);
  await waitUntil(() => isProcessGone(runnerPid), 3000);
});

test('a runner that hangs in a template that never ends, ends when the app is gone', async () => {
  const path = join(temporaryFolder(), 'looping.gguf');
  const nested = '{% for a in range(10000) %}'.repeat(4) + '{% endfor %}'.repeat(4);
  await writeBigramModel({ path, seed: 1, chatTemplate: `${nested}{{ messages[0].content }}` });
  const runnerPid = await killAppDuring('load', path);
  await waitUntil(() => isProcessGone(runnerPid), 5000);
});
