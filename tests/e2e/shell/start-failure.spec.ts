import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HostProcess } from '../support/host-process.ts';
import { shellCommand, shellEnvironment } from '../support/launch-shell.ts';
import { expect, test } from '../support/test.ts';

/* With the stand-in only: the real box waits for a person, and nothing in a test can press its button. */
test('a damaged database: a box with clear words, exit code 1, and not a byte changed', async ({}, testInfo) => {
  const dataDir = testInfo.outputPath('data');
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'counterweight.db');
  const damaged = Buffer.from('this was a database once '.repeat(400));
  writeFileSync(path, damaged);
  const host = new HostProcess(process.execPath, shellCommand(dataDir), { env: shellEnvironment() });
  expect(await host.ended()).toBe(1);
  expect(host.output).toContain('[error box] Your data file is damaged');
  expect(host.output).toContain(dataDir);
  expect(readFileSync(path).equals(damaged)).toBe(true);
});

test('a data folder that cannot be made: a box with the path, before anything else happens', async ({}, testInfo) => {
  mkdirSync(testInfo.outputPath(), { recursive: true });
  const file = testInfo.outputPath('file');
  writeFileSync(file, '');
  const host = new HostProcess(process.execPath, shellCommand(join(file, 'data')), { env: shellEnvironment() });
  expect(await host.ended()).toBe(1);
  expect(host.output).toContain('[error box] Counterweight cannot write to its folder');
  expect(host.output).toContain(join(file, 'data'));
});
