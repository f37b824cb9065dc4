import type { SystemInfo } from '../../contract/system.ts';

/** What the two hosts can do differently. */
export interface Host {
  readonly info: Pick<SystemInfo, 'host' | 'appVersion' | 'dataFolder'>;
  /** A native open dialog for one GGUF file; null when cancelled. @throws AppError `bad-request` in the web host. */
  pickModelFile(): Promise<string | null>;
  /** Opens an `https:` address in the person's browser after a confirmation that shows its host. Desktop only. */
  openExternal(address: string): Promise<void>;
}

/** Says what happened, for the log file; never a person's words or paths of models. */
export interface Logger {
  info(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  error(event: string, error: unknown): void;
}
