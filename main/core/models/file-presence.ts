import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { FileStamp } from '../ports/gguf-reader.ts';

/** The file's stamp as it is now; null when there is no such file. */
export async function presentStamp(path: string): Promise<FileStamp | null> {
  try {
    const facts = await stat(path);
    return facts.isFile() ? { path, sizeBytes: facts.size, modifiedAtMs: Math.trunc(facts.mtimeMs) } : null;
  } catch {
    return null;
  }
}

/** `~/models` as a shell would read it: people paste such paths. */
export function expandHome(path: string): string {
  return path === '~' || path.startsWith('~/') || path.startsWith('~\\') ? join(homedir(), path.slice(1)) : path;
}
