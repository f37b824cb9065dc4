import { once } from 'node:events';
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
export const distMain = join(projectRoot, 'dist', 'main');

/** Longest time an app may take from being asked to end until it is gone, ms: its own limit and some air. */
const endLimitMs = 12_000;

/** One process of the app under test, with what it said, so that a failure can be read. */
export class HostProcess {
  readonly child: ChildProcess;
  #output = '';

  constructor(command: string, args: readonly string[], options: SpawnOptions = {}) {
    this.child = spawn(command, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
      });
    }
  }

  get output(): string {
    return this.#output;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Resolves with the first match in the output. @throws when the process ends or the time is up. */
  async says(pattern: RegExp, limitMs = 30_000): Promise<RegExpExecArray> {
    const endAt = Date.now() + limitMs;
    while (Date.now() < endAt) {
      const match = pattern.exec(this.#output);
      if (match) return match;
      if (this.hasEnded) break;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`the app never said ${pattern}; it said:\n${this.#output}`);
  }

  /** Waits until the process is gone; ends it the hard way when it does not go, and fails. */
  async ended(): Promise<number | null> {
    if (!this.hasEnded) {
      const timer = setTimeout(() => this.child.kill('SIGKILL'), endLimitMs);
      await once(this.child, 'exit');
      clearTimeout(timer);
    }
    if (this.child.signalCode === 'SIGKILL') throw new Error(`the app did not end by itself:\n${this.#output}`);
    return this.child.exitCode;
  }

  /** Like a power cut: nothing of the app gets to run again. */
  async kill(): Promise<void> {
    if (this.hasEnded) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }
}
