import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { runProcess } from './run-process.mjs';
import { say, SetupError } from './say.mjs';

const installLimitMs = 30 * 60_000;
const reminderMs = 20_000;

/** Installs what package-lock.json names when node_modules is missing or older. @throws SetupError with a next step. */
export async function installDependencies(root) {
  const stamp = lockStamp(root);
  if (readText(stampFile(root)) === stamp) return;
  if (!matchesLock(root)) await install(root);
  mkdirSync(dirname(stampFile(root)), { recursive: true });
  writeFileSync(stampFile(root), stamp);
}

async function install(root) {
  const isFirst = !existsSync(join(root, 'node_modules'));
  say(
    `installing dependencies${isFirst ? ' (the first time about 1.3 GB on disk, a few minutes)' : ' that changed'} …`,
  );
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const reminder = setInterval(() => say(`still installing, ${seconds()} s …`), reminderMs);
  try {
    const [command, args] = npmCommand(root);
    const { code, isTimedOut, output } = await runProcess(command, args, {
      cwd: root,
      env: { ...process.env, npm_config_loglevel: 'error' },
      limitMs: installLimitMs,
    });
    if (isTimedOut) throw new SetupError('installing took longer than 30 minutes. Check the network and run it again.');
    if (code !== 0) throw new SetupError(explainFailure(output));
    say(`dependencies are installed (${seconds()} s)`);
  } finally {
    clearInterval(reminder);
  }
}

/** `ci` replaces node_modules whole; on Windows that fails while a Node inside it runs this script, `install` does not. */
function npmCommand(root) {
  const isOwnNode = process.execPath.startsWith(join(root, 'node_modules') + sep);
  const isLocked = process.platform === 'win32' && isOwnNode;
  const common = ['--ignore-scripts', '--no-audit', '--no-fund', '--include=dev', '--include=optional'];
  const args = [...(isLocked ? ['install', '--no-save'] : ['ci']), ...common];
  const npm = findNpm();
  if (npm === null)
    throw new SetupError('npm was not found. Install Node.js with npm from https://nodejs.org and run it again.');
  const outerNode = process.env.npm_node_execpath;
  const node = isOwnNode && outerNode && existsSync(outerNode) ? outerNode : process.execPath;
  return [node, [npm, ...args]];
}

/** npm's own script, run with Node: no shell and no `npm.cmd`, which Node refuses to spawn without one. */
function findNpm() {
  const folder = dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath,
    join(folder, 'node_modules/npm/bin/npm-cli.js'),
    join(folder, '../lib/node_modules/npm/bin/npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
    '/usr/share/npm/bin/npm-cli.js',
  ];
  return candidates.find((path) => path && path.endsWith('npm-cli.js') && existsSync(path)) ?? null;
}

/** Compares with the list npm leaves in node_modules: packages for other platforms may be absent, others may not. */
function matchesLock(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(join(root, 'node_modules/.package-lock.json'));
  if (wanted === null)
    throw new SetupError('package-lock.json is missing or damaged. Restore it with: git checkout package-lock.json');
  if (installed === null) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === version : optional === true;
  });
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

function explainFailure(output) {
  const next = 'and run it again.';
  if (/ENOSPC/.test(output)) return `the disk is full: dependencies need about 1.5 GB. Free some space ${next}`;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR/.test(output)) {
    return `the package registry cannot be reached. Check the network or the proxy settings ${next}`;
  }
  if (/SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER|CERT_/.test(output)) {
    return `the registry's certificate is not trusted here. Set NODE_EXTRA_CA_CERTS to your network's certificate ${next}`;
  }
  if (/EACCES|EPERM|EROFS/.test(output)) return `node_modules cannot be written. Check who owns this folder ${next}`;
  if (/EINTEGRITY/.test(output)) return `a package arrived damaged. Run "npm cache clean --force" ${next}`;
  if (/EUSAGE/.test(output))
    return 'package.json and package-lock.json do not agree. Run "npm install" once to bring them together.';
  return `npm could not install the dependencies; its own message is above. Remove node_modules ${next}`;
}

function lockStamp(root) {
  const hash = createHash('sha256')
    .update(readText(join(root, 'package-lock.json')) ?? '')
    .digest('hex');
  return `${hash} ${process.platform}-${process.arch}`;
}

function stampFile(root) {
  return join(root, 'node_modules/.cache/counterweight/dependencies');
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
