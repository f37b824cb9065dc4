import type { SavedText, SystemInfo } from '../../contract/system.ts';

/** A message of the computer's own desktop. */
export type Notice = { readonly title: string; readonly body: string };

/** What the two hosts can do differently. */
export interface Host {
  readonly info: Pick<SystemInfo, 'host' | 'appVersion' | 'dataFolder'>;
  /** A native open dialog for one GGUF file; null when cancelled. @throws AppError `bad-request` in the web host. */
  pickModelFile(): Promise<string | null>;
  /** The same for several files; empty when cancelled. @throws AppError `bad-request` in the web host. */
  pickModelFiles(): Promise<readonly string[]>;
  /** A native dialog for a folder, which may be a new one; null when cancelled. @throws AppError `bad-request` in the web host. */
  pickFolder(): Promise<string | null>;
  /** A native save dialog that writes nothing; null when cancelled. @throws AppError `bad-request` in the web host. */
  pickSavePath(fileName: string): Promise<string | null>;
  /** A native dialog for files to import; empty when cancelled. @throws AppError `bad-request` in the web host. */
  pickImportFiles(): Promise<readonly string[]>;
  /** A native save dialog; false when cancelled. @throws AppError `bad-request` in the web host, where the page saves. */
  saveText(text: SavedText): Promise<boolean>;
  /** Opens an `https:` address in the person's browser after a confirmation that shows its host. Desktop only. */
  openExternal(address: string): Promise<void>;
  /** Shows a folder in the computer's own file browser. @throws AppError `bad-request` in the web host. */
  openFolder(path: string): Promise<void>;
  /** Closes everything and opens it again on the data that lies there then. Pages connect again by themselves. */
  reopen(): void;
  /** Tells a person who looks elsewhere; who looks at the app is told by the page itself. */
  notify(notice: Notice): void;
  /** How far the work under way is, on the app's icon: 0–1, null for none. */
  showProgress(fraction: number | null): void;
}

/** Says what happened, for the log file; never a person's words or paths of models. */
export interface Logger {
  info(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  error(event: string, error: unknown): void;
}
