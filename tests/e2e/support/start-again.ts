import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { electronArguments, electronBinary } from './launch-electron.ts';
import { shellCommand, shellEnvironment } from './launch-shell.ts';
import type { RunningApp } from './running-app.ts';

const run = promisify(execFile);

/** Starts the app once more on the same data, as a second click or a link does, and waits for it to give way. */
export async function startAgain(app: RunningApp, args: readonly string[]): Promise<void> {
  const [command, line] =
    app.host === 'shell'
      ? [process.execPath, shellCommand(app.dataDir, args)]
      : [electronBinary() ?? '', electronArguments(app.dataDir, args)];
  await run(command, line, { env: shellEnvironment(), timeout: 20_000 });
}
