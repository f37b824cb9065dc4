import { join } from 'node:path';

/** Hidden, so that no file manager and no library shows a part as a model. */
export const storeFolderName = '.counterweight';

/** Where bytes of a given sha256 are kept below the models folder before they are placed. */
export type BlobPaths = { readonly part: string; readonly blob: string; readonly reference: string };

export function blobFolder(modelsFolder: string): string {
  return join(modelsFolder, storeFolderName, 'blobs');
}

/** @throws Error when the name is not a sha256: it would become a path. */
export function blobPaths(modelsFolder: string, sha256: string): BlobPaths {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a sha256');
  const blob = join(blobFolder(modelsFolder), sha256);
  return { part: `${blob}.part`, blob, reference: `${blob}.placed.json` };
}
