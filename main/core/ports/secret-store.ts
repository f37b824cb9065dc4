import type { SecretProtection } from '../../contract/hub.ts';

/** Small secrets, kept as well as the host can. */
export interface SecretStore {
  /** How well: the person is told. */
  readonly protection: SecretProtection;
  /** Null when there is none, or it can no longer be read. */
  read(name: string): string | null;
  /** @throws AppError `data-folder-unwritable`, `disk-full`. */
  write(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
}
