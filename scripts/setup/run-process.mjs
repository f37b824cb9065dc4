import { spawn } from 'node:child_process';

const isWindows = process.platform === 'win32';
const running = new Set();

/**
 * Runs a command to its end in a process group of its own, so that a time limit or Ctrl+C takes its children with it.
 * @param options.limitMs kills the whole tree after this long; none when absent.
 * @param options.onOutput receives pieces of stdout and stderr; without it both go to our stderr.
 * @returns `{ code, isTimedOut, output }`: code is null when a signal ended it; output is the last 16 KB.
 */
export async function runProcess(command, args, { cwd, env, limitMs, onOutput } = {}) {
  const child = spawn(command, args, {
    cwd,
    // The child writes into a pipe and cannot see whether a person's terminal is behind it.
    env: { ...(process.stderr.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }), ...(env ?? process.env) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !isWindows,
    windowsHide: true,
  });
  track(child);
  let output = '';
  let isTimedOut = false;
  const receive = (piece) => {
    output = (output + piece).slice(-16_384);
    if (onOutput) onOutput(piece);
    else process.stderr.write(piece);
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', receive);
  const timer = limitMs && setTimeout(() => ((isTimedOut = true), killTree(child)), limitMs);
  try {
    const code = await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
      // A grandchild that left the group may hold the pipes open after the command itself is gone.
      child.on('exit', (exitCode) => setTimeout(() => resolve(exitCode), 5_000).unref());
    });
    return { code, isTimedOut, output };
  } finally {
    clearTimeout(timer);
    untrack(child);
  }
}

/** Ends the process and everything it started. */
export function killTree(child) {
  if (child.pid === undefined) return;
  if (isWindows) {
    spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

function endWithChildren(signal) {
  for (const child of running) killTree(child);
  process.exit(exitCodes[signal]);
}

/** Listens only while something runs: otherwise a signal keeps its usual meaning. */
function track(child) {
  if (running.size === 0) for (const signal of Object.keys(exitCodes)) process.on(signal, endWithChildren);
  running.add(child);
}

function untrack(child) {
  running.delete(child);
  if (running.size === 0) for (const signal of Object.keys(exitCodes)) process.off(signal, endWithChildren);
}
