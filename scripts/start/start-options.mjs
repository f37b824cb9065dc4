import { resolve } from 'node:path';
import { SetupError } from '../setup/say.mjs';

export const usage = `Starts Counterweight.

  npm start                       the desktop app, or the browser where there is no display
  npm start -- --web              serve the app to a browser on this computer

Flags after "--":
  --web              use the browser even where the desktop app could start
  --port N           port of the web host, 0 to 65535 (default: any free one)
  --data-dir DIR     folder of conversations and settings (default: the system's own place)
  --no-open          do not open the browser, only print the address
  --fetch-electron   try again to download Electron after an earlier failure
  --help             this text
`;

/**
 * Reads the flags of `npm start`.
 * @returns what to start, and the arguments for whichever host starts.
 * @throws SetupError with exit code 2 for anything it does not know.
 */
export function parseStartOptions(args) {
  const options = { isHelp: false, isWeb: false, isRetrying: false, hostArgs: [], webArgs: [] };
  const rest = args.flatMap((arg) => (/^--[a-z-]+=/.test(arg) ? splitAtEquals(arg) : [arg]));
  while (rest.length > 0) readFlag(rest.shift(), rest, options);
  return options;
}

function readFlag(flag, rest, options) {
  switch (flag) {
    case '--help':
    case '-h':
      options.isHelp = true;
      return;
    case '--web':
      options.isWeb = true;
      return;
    case '--fetch-electron':
      options.isRetrying = true;
      return;
    case '--no-open':
      options.webArgs.push('--no-open');
      return;
    case '--port':
      options.webArgs.push('--port', readPort(rest.shift()));
      return;
    case '--data-dir':
      options.hostArgs.push('--data-dir', readFolder(rest.shift()));
      return;
    default:
      throw wrongUse(`unknown flag ${flag}.`);
  }
}

function readPort(value) {
  if (value !== undefined && /^\d{1,5}$/.test(value) && Number(value) <= 65_535) return value;
  throw wrongUse('--port takes a number from 0 to 65535.');
}

/** Relative to where the person called it: npm itself changes to the project's folder. */
function readFolder(value) {
  if (!value || value.startsWith('--')) throw wrongUse('--data-dir takes a folder.');
  return resolve(process.env.INIT_CWD ?? process.cwd(), value);
}

function splitAtEquals(arg) {
  const at = arg.indexOf('=');
  return [arg.slice(0, at), arg.slice(at + 1)];
}

function wrongUse(text) {
  return Object.assign(new SetupError(`${text} See: npm start -- --help`), { exitCode: 2 });
}
