import packageFacts from '../../package.json' with { type: 'json' };
import { AppError } from '../contract/errors.ts';
import type { Host } from '../core/ports/host.ts';

/** A browser shows the page: no native dialogs, its own links, and the page's own notices and title. */
export function createWebHost(dataFolder: string, reopen: () => void): Host {
  const unavailable = (): Promise<never> =>
    Promise.reject(new AppError('bad-request', { detail: 'not available in the browser' }));
  return {
    info: { host: 'web', appVersion: packageFacts.version, dataFolder },
    pickModelFile: unavailable,
    pickModelFiles: unavailable,
    pickFolder: unavailable,
    pickSavePath: unavailable,
    pickImportFiles: unavailable,
    saveText: unavailable,
    openExternal: unavailable,
    openFolder: unavailable,
    reopen,
    notify: () => undefined,
    showProgress: () => undefined,
  };
}
