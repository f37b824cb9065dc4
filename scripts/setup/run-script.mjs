import { say, SetupError } from './say.mjs';

const parentCheckMs = 500;

/** Runs a script's body: a SetupError becomes one line and exit code 1 (or its own), anything else is a bug. */
export async function runScript(body) {
  const stopWatching = followNpm();
  try {
    process.exitCode = await body();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = error.exitCode ?? 1;
  } finally {
    stopWatching();
  }
}

/**
 * A SIGTERM sent to npm ends npm and its shell and never reaches us (npm passes it to the shell only): a new parent
 * means that we were asked to end. Not on Windows, where a process keeps its parent's id.
 */
function followNpm() {
  if (process.platform === 'win32' || !process.env.npm_lifecycle_event) return () => undefined;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, parentCheckMs);
  timer.unref();
  return () => clearInterval(timer);
}
