import { join } from 'node:path';
import { TRPCClientError } from '@trpc/client';
import { expect, onTestFinished, test } from 'vitest';
import type { AppErrorData } from '../../main/contract/errors.ts';
import { startApp } from '../support/app-process.ts';
import { malformedCorpus } from '../support/gguf/malformed-corpus.ts';
import { runnerProcesses, waitUntil } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

// The files that only the probe can judge hang or crash it: the runner's own tests try those with shorter limits.
const refusedByReader = malformedCorpus.filter(({ caughtBy }) => caughtBy === 'reader');

test('every malformed file is refused with its reason, the app answers on, and no process stays', async () => {
  const folder = temporaryFolder();
  const app = await startApp({ dataFolder: join(folder, 'data') });
  onTestFinished(async () => void (await app.end()));
  const { client, close } = await app.connect();
  onTestFinished(() => close());

  const unexpected: string[] = [];
  let slowestAnswerMs = 0;
  for (const [index, file] of refusedByReader.entries()) {
    const path = join(folder, `${index}.gguf`);
    await file.write(path);
    const importing = client.models.importFile.mutate({ path }).then(
      () => 'accepted',
      (error: unknown) => codeOf(error),
    );
    const askedAtMs = performance.now();
    await client.system.info.query();
    slowestAnswerMs = Math.max(slowestAnswerMs, performance.now() - askedAtMs);
    const code = await importing;
    if (!file.expectation.some((expected) => expected === code)) unexpected.push(`${file.name}: ${code}`);
  }
  expect(unexpected).toEqual([]);
  expect(refusedByReader.length).toBeGreaterThan(100);
  expect(slowestAnswerMs).toBeLessThan(2_000);
  expect(app.child.exitCode).toBeNull();
  await waitUntil(() => runnerProcesses(app.child.pid ?? 0).length === 0);
});

function codeOf(error: unknown): string {
  if (!(error instanceof TRPCClientError)) throw error;
  return (error.data as { appError?: AppErrorData } | undefined)?.appError?.code ?? error.message;
}
