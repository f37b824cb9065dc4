import { fork, type ChildProcess } from 'node:child_process';
import { runnerEnvironment } from './runner-environment.ts';
import type { RunnerChannel, RunnerExit, RunnerHost } from './runner-host.ts';
import { createStderrRing } from './stderr-ring.ts';

export type NodeRunnerHostOptions = {
  /** A plain Node ≥ 22.12; never Electron's own binary. */
  readonly nodePath: string;
  /** The runner's entry file. */
  readonly entryPath: string;
  readonly execArgv?: readonly string[];
  /** Added to the runner's scrubbed environment. */
  readonly env?: Readonly<Record<string, string>>;
};

/** Something the runner started may hold its pipes open; the exit is not held back for longer than this. */
const drainMs = 500;

/** Runs each runner as a Node process of its own that ends with this one. */
export function createNodeRunnerHost(options: NodeRunnerHostOptions): RunnerHost {
  return {
    spawn() {
      try {
        return toChannel(start(options));
      } catch (error) {
        // Some refusals are reported by an event, others, such as no memory for another process, are thrown.
        return neverStarted(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

function start(options: NodeRunnerHostOptions): ChildProcess {
  return fork(options.entryPath, [], {
    execPath: options.nodePath,
    execArgv: [...(options.execArgv ?? [])],
    env: runnerEnvironment(process.env, options.env),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    detached: false,
    windowsHide: true,
  });
}

function neverStarted(startError: string): RunnerChannel {
  return {
    pid: 0,
    send: () => undefined,
    onMessage: () => undefined,
    onExit: (listener) => queueMicrotask(() => listener({ code: null, signal: null, startError })),
    stderrLines: () => [],
    kill: () => undefined,
  };
}

function toChannel(child: ChildProcess): RunnerChannel {
  const ring = createStderrRing();
  child.stderr?.setEncoding('utf8').on('data', ring.write);
  const exited = waitForExit(child);
  return {
    pid: child.pid ?? 0,
    send(command) {
      if (!child.connected) return;
      // A failed write means that the process is going; its exit says so.
      child.send(command, () => undefined);
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void exited.then(listener),
    stderrLines: ring.lines,
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Settles after the last message: `exit` may overtake what is still in the pipes, `close` does not. */
function waitForExit(child: ChildProcess): Promise<RunnerExit> {
  return new Promise((resolve) => {
    // Not once: each signal that cannot be sent is another one, and an error nobody hears ends the app.
    child.on('error', (error) => {
      if (child.pid === undefined) resolve({ code: null, signal: null, startError: error.message });
    });
    child.once('close', (code, signal) => resolve({ code, signal, startError: null }));
    child.once('exit', (code, signal) => {
      setTimeout(() => resolve({ code, signal, startError: null }), drainMs).unref();
    });
  });
}
