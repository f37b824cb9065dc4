import { spawn } from 'node:child_process';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a command with our own output until it ends by itself or is asked to. A terminal's Ctrl+C reaches the command
 * directly as well, so it may see the same request twice; we pass ours on once.
 * @returns `{ code, signal, isAsked }`.
 */
export async function runForeground(command, args, { cwd, env = {} }) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] });
  let isAsked = false;
  const forward = (signal) => {
    if (!isAsked) child.kill(signal);
    isAsked = true;
  };
  for (const signal of forwarded) process.on(signal, forward);
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code, signal) => resolve({ code, signal, isAsked }));
    });
  } finally {
    for (const signal of forwarded) process.off(signal, forward);
  }
}
