import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findElectron } from './setup/find-electron.mjs';
import { buildIfChanged, prepare, root } from './setup/prepare.mjs';
import { runScript, say } from './setup/say.mjs';
import { parseStartOptions, usage } from './start/start-options.mjs';

await runScript(start);

async function start() {
  const options = parseStartOptions(process.argv.slice(2));
  if (options.isHelp) {
    process.stdout.write(usage);
    return 0;
  }
  const node = await prepare();
  await buildIfChanged(node);
  const electron = options.isWeb ? null : await chooseElectron(node, options);
  if (electron !== null) return runHost(electron, [root, ...options.hostArgs], { COUNTERWEIGHT_NODE: node });
  return runHost(node, [join(root, 'dist/main/web.mjs'), ...options.hostArgs, ...options.webArgs]);
}

/** @returns the binary, or null after one line that says why the web host starts instead. */
async function chooseElectron(node, { isRetrying }) {
  const { path, reason } = hasDisplay()
    ? await findElectron(root, node, { isRetrying })
    : { reason: 'there is no display' };
  if (path) return path;
  say(`${reason}; starting in the browser instead.`);
  return null;
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Runs the app until it ends by itself or is asked to end. A terminal's Ctrl+C reaches the app directly as well; both
 * hosts take a second signal as the same request.
 */
async function runHost(command, args, env = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let isAsked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (!isAsked) child.kill(signal);
      isAsked = true;
    });
  }
  const { code, signal } = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (exitCode, exitSignal) => resolve({ code: exitCode, signal: exitSignal }));
  });
  if (isAsked && (code === 0 || ['SIGINT', 'SIGTERM', 'SIGHUP'].includes(signal))) return 0;
  if (signal !== null) say(`the app was ended by ${signal}.`);
  return code ?? 1;
}
