import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { root } from '../../scripts/setup/prepare.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';
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

// Windows has no signals to forward: there a console's Ctrl+C reaches every process by itself.
if (process.platform !== 'win32') {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'serving: one line on stdout, and %s ends it with exit code 0',
    async (signal) => {
      const args = [join(root, 'scripts/start.mjs'), '--web', '--no-open', '--data-dir', temporaryFolder()];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      let stdout = '';
      for await (const piece of child.stdout) {
        stdout += String(piece);
        if (stdout.endsWith('\n')) child.kill(signal);
      }
      const code = child.exitCode ?? (await once(child, 'exit'))[0];
      expect(code).toBe(0);
      expect(stdout).toMatch(/^Counterweight is ready at http:\/\/127\.0\.0\.1:\d+\/auth\?t=[\w-]{43}\n$/);
    },
  );

  test('a SIGTERM for npm, which npm passes to its shell only, still ends the app', async () => {
    const folder = temporaryFolder();
    const [ready, ended] = [join(folder, 'ready'), join(folder, 'ended')];
    const app = `const fs = require('fs'); fs.writeFileSync(${JSON.stringify(ready)}, '');
    process.on('SIGTERM', () => { fs.writeFileSync(${JSON.stringify(ended)}, ''); process.exit(); }); setInterval(() => {}, 1000);`;
    writeFileSync(join(folder, 'app.cjs'), app);
    const module = (name: string): string => pathToFileURL(join(root, 'scripts/setup', name)).href;
    const script = `import { runScript } from '${module('run-script.mjs')}';
    import { runForeground } from '${module('run-foreground.mjs')}';
    await runScript(async () => (await runForeground(process.execPath, ['app.cjs'], { cwd: ${JSON.stringify(folder)} })).code);`;
    writeFileSync(join(folder, 'script.mjs'), script);
    const until = async (path: string): Promise<void> => {
      for (const deadline = Date.now() + 20_000; !existsSync(path) && Date.now() < deadline;) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    const env = { ...process.env, npm_lifecycle_event: 'start' };
    const shell = spawn('sh', ['-c', `"${process.execPath}" "${join(folder, 'script.mjs')}"; true`], {
      env,
      stdio: 'ignore',
    });
    await until(ready);
    shell.kill('SIGTERM');
    await until(ended);
    expect([existsSync(ready), existsSync(ended)]).toEqual([true, true]);
  });
}
