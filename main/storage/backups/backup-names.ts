import type { BackupKind } from '../../contract/backups.ts';

/** A file that is being written; it counts for nothing until it is renamed. */
export const partSuffix = '.part';

type BackupName = { readonly kind: BackupKind; readonly madeAtMs: number };

/** `daily-2026-03-01T08-30-00-000Z`: the kind and when it was made, UTC. The file has `.db` at its end. */
export function nameBackup({ kind, madeAtMs }: BackupName): string {
  return `${kind}-${new Date(madeAtMs).toISOString().replaceAll(/[:.]/g, '-')}`;
}

/** Null for a file that is none of ours. Copies from before migrations are named after the format's version. */
export function readBackupName(id: string): BackupName | null {
  const match = /^(daily|by-hand|before-restore|version-\d+)-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/.exec(id);
  if (!match) return null;
  const [, prefix = '', day, hours, minutes, seconds, milliseconds] = match;
  const madeAtMs = Date.parse(`${day}T${hours}:${minutes}:${seconds}.${milliseconds}Z`);
  if (Number.isNaN(madeAtMs)) return null;
  return { kind: prefix.startsWith('version-') ? 'before-update' : (prefix as BackupKind), madeAtMs };
}
