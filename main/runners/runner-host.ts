import type { RunnerCommand } from '../runner/protocol.ts';

/** How a process ended. `startError` is set when it never ran. */
export type RunnerExit = {
  readonly code: number | null;
  readonly signal: string | null;
  readonly startError: string | null;
};

/** A runner process as the app sees it. */
export interface RunnerChannel {
  /** 0 when the process could not be started. */
  readonly pid: number;
  /** Never throws: what cannot be sent is followed by an exit. */
  send(command: RunnerCommand): void;
  /** Messages are not yet validated. All of them come before the exit. */
  onMessage(listener: (message: unknown) => void): void;
  /** Called once. */
  onExit(listener: (exit: RunnerExit) => void): void;
  /** The last lines it wrote to stderr, oldest first, without folders. */
  stderrLines(): readonly string[];
  /** Ends it at once, whatever it is doing. */
  kill(): void;
}

/** Starts runner processes. */
export interface RunnerHost {
  spawn(): RunnerChannel;
}
