import { AppError } from '../contract/errors.ts';

/** One line for the terminal: what happened and what to do. Unknown failures are bugs and return null. */
export function explainStartUpError(error: unknown): string | null {
  if (error instanceof AppError) return explainAppError(error);
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return 'That port is taken. Choose another with --port, or leave the flag away for a free one.';
  if (code === 'EACCES') return 'That port needs special rights. Choose one above 1023 with --port.';
  return null;
}

function explainAppError({ code, params }: AppError): string | null {
  switch (code) {
    case 'bad-request':
      return String(params['detail']);
    case 'data-folder-unwritable':
      return `The data folder ${params['path']} cannot be written. Give yourself write permission, or choose another with --data-dir.`;
    case 'disk-full':
      return `The disk that holds ${params['path']} is full. Free some space and start again; nothing was lost.`;
    case 'database-newer':
      return (
        `The data in ${params['path']} was written by a newer Counterweight (format ${params['databaseVersion']}; this ` +
        `version reads up to ${params['appVersion']}). Install the newer version, or choose another folder with --data-dir. ` +
        'Nothing was changed.'
      );
    case 'database-damaged':
      return `The database in ${params['path']} cannot be read. It was left as it is; earlier copies are in its backups folder.`;
    case 'database-in-use':
      return `Another Counterweight is using ${params['path']}. Close it first, or choose another folder with --data-dir.`;
    default:
      return null;
  }
}
