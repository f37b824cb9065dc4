import { extname, join, sep } from 'node:path';
import { contentTypes } from '../api/content-types.ts';
import { isAppAddress } from './app-origin.ts';

export type Asset = { readonly path: string; readonly contentType: string };

/** Plain names in plain folders. What it leaves out does not exist: `..`, `\`, `:`, `%`, NUL, `//`, hidden files. */
const plainPath = /^\/(?:[\w-][\w.-]*\/)*(?:[\w-][\w.-]*)?$/;

/** @returns the file of the folder that an address means, or null when it could mean anything else. */
export function resolveAsset(address: string, folder: string): Asset | null {
  if (!isAppAddress(address)) return null;
  const path = decodePath(new URL(address).pathname);
  if (path === null || !plainPath.test(path)) return null;
  const file = join(folder, ...path.split('/'), path.endsWith('/') ? 'index.html' : '');
  const contentType = contentTypes[extname(file)];
  return contentType !== undefined && file.startsWith(folder + sep) ? { path: file, contentType } : null;
}

function decodePath(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}
