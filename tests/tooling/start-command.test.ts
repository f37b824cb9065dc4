import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/setup/prepare.mjs';
import { parseStartOptions } from '../../scripts/start/start-options.mjs';

function start(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts/start.mjs'), ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('a mistyped flag is refused before anything is installed or started, in one line', () => {
  const message = 'counterweight: unknown flag --prot. See: npm start -- --help\n';
  expect(start('--web', '--prot', '80')).toEqual({ status: 2, stdout: '', stderr: message });
});

test('help goes to stdout and names every flag', () => {
  const { status, stdout } = start('--help');
  expect(status).toBe(0);
  for (const flag of ['--web', '--port', '--data-dir', '--no-open', '--help']) expect(stdout).toContain(flag);
});

test.each([
  ['--port', 'abc'],
  ['--port', '65536'],
  ['--port', '-1'],
  ['--port'],
  ['--data-dir'],
  ['--data-dir', '--web'],
])('a flag with a wrong or missing value is not passed on: %s %s', (...args) => {
  expect(() => parseStartOptions(args)).toThrow(expect.objectContaining({ exitCode: 2 }));
});

test('both spellings of a value, and each host gets only the flags it knows', () => {
  expect(parseStartOptions(['--web', '--port=0', '--data-dir', '/data', '--no-open'])).toEqual({
    isHelp: false,
    isWeb: true,
    isRetrying: false,
    hostArgs: ['--data-dir', '/data'],
    webArgs: ['--port', '0', '--no-open'],
  });
});
