import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Download } from '../../../main/contract/downloads.ts';
import type { EngineLimits } from '../../../main/downloads/engine-options.ts';

const entry = fileURLToPath(new URL('./download-entry.ts', import.meta.url));

export type DownloadProcessTask = {
  readonly dataFolder: string;
  readonly modelsFolder: string;
  readonly hubUrl: string;
  readonly repo: string;
  readonly files: readonly string[];
  readonly limits: Partial<EngineLimits>;
  /** Does not end when done: its private disk would be gone with it. */
  readonly staysAlive?: boolean;
};

/** Starts a download in a process of its own; it ends by itself when the download is done. */
export function spawnDownload(task: DownloadProcessTask, wrapper: readonly string[] = []) {
  const node = [process.execPath, '--experimental-strip-types', '--disable-warning=ExperimentalWarning', entry];
  const words: readonly string[] = [...wrapper, ...node, JSON.stringify(task)];
  const [command = process.execPath, ...args] = words;
  const child: ChildProcess = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr?.on('data', (chunk) => (said += String(chunk)));
  const seen: Download[] = [];
  const listeners = new Set<(download: Download) => void>();
  if (child.stdout) {
    createInterface(child.stdout).on('line', (line) => {
      const download = JSON.parse(line) as Download;
      seen.push(download);
      for (const listener of listeners) listener(download);
    });
  }
  const exited = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, said })),
  );
  return {
    child,
    seen,
    exited,
    /** Resolves with the first report that meets the condition. @throws Error when the process ends before. */
    until: (isMet: (download: Download) => boolean): Promise<Download> =>
      new Promise((resolve, reject) => {
        const listener = (download: Download): void => {
          if (!isMet(download)) return;
          listeners.delete(listener);
          resolve(download);
        };
        listeners.add(listener);
        for (const download of seen) listener(download);
        void exited.then(() => reject(new Error(`ended before: ${said} ${JSON.stringify(seen.at(-1))}`)));
      }),
  };
}
