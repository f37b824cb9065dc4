import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../contract/errors.ts';

export type WebOptions = { readonly port: number; readonly dataFolder: string; readonly shouldOpen: boolean };

/**
 * Reads the flags `--port N` (0 or absent: a free one), `--data-dir DIR` and `--no-open`.
 * @throws AppError `bad-request` with what is wrong.
 */
export function parseWebOptions(args: readonly string[]): WebOptions {
  const { values } = parse(args);
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new AppError('bad-request', { detail: `--port takes a number from 0 to 65535, not "${values.port}"` });
  }
  const dataFolder = resolve(values['data-dir'] ?? defaultDataFolder());
  return { port, dataFolder, shouldOpen: values['no-open'] !== true };
}

function parse(args: readonly string[]): { values: { port?: string; 'data-dir'?: string; 'no-open'?: boolean } } {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        'data-dir': { type: 'string' },
        'no-open': { type: 'boolean' },
        web: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new AppError('bad-request', { detail: error instanceof Error ? error.message : String(error) });
  }
}

/** The same folder that the desktop app uses, so that both show the same conversations. */
export function defaultDataFolder(environment: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const home = homedir();
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Counterweight');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Counterweight');
  return join(environment['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'Counterweight');
}
