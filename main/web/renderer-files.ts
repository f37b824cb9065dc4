import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { contentTypes } from '../api/content-types.ts';

export type RendererFile = { readonly body: Buffer; readonly contentType: string };

/**
 * Reads the built renderer once. Requests are answered from this list by exact path, so no address can name a file
 * outside it.
 */
export function readRendererFiles(folder: string): ReadonlyMap<string, RendererFile> {
  const files = new Map<string, RendererFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const contentType = contentTypes[extname(entry.name)];
    if (!entry.isFile() || contentType === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, path).split(sep).join('/')}`, { body: readFileSync(path), contentType });
  }
  return files;
}
