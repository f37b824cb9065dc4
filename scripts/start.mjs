import { join } from 'node:path';
import { findElectron } from './setup/find-electron.mjs';
import { buildIfChanged, prepare, root } from './setup/prepare.mjs';
import { runForeground } from './setup/run-foreground.mjs';
import { runScript } from './setup/run-script.mjs';
import { say } from './setup/say.mjs';
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

async function runHost(command, args, env = {}) {
  const { code, signal, isAsked } = await runForeground(command, args, { cwd: root, env });
  // Asked before its own handlers stood, the host dies of the signal: that is a clean end as well.
  if (isAsked && (code === 0 || signal !== null)) return 0;
  if (signal !== null) say(`the app was ended by ${signal}.`);
  return code ?? 1;
}
