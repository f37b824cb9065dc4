import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../contract/errors.ts';

type JsonFile = { readonly path: string; readonly name: string; readonly sizeBytes: number };

const deepest = 8;
const mostFiles = 50_000;

/**
 * JSON files of a folder and its folders, names with `/`. Links are not followed, so that no circle and no other place is
 * walked. @throws AppError `folder-unreadable` for the folder itself.
 */
export async function listJsonFiles(
  folder: string,
): Promise<{ readonly files: readonly JsonFile[]; readonly otherFiles: number }> {
  const files: JsonFile[] = [];
  let otherFiles = 0;
  const open: { readonly path: string; readonly name: string; readonly depth: number }[] = [
    { path: folder, name: '', depth: 0 },
  ];
  for (let at = open.shift(); at !== undefined && files.length < mostFiles; at = open.shift()) {
    const { path, name, depth } = at;
    const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
      if (depth === 0) throw new AppError('folder-unreadable', { path }, { cause: error });
      return [];
    });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const inside = { path: join(path, entry.name), name: name === '' ? entry.name : `${name}/${entry.name}` };
      if (entry.isDirectory() && depth < deepest) open.push({ ...inside, depth: depth + 1 });
      if (!entry.isFile()) continue;
      const facts = /\.json$/i.test(entry.name) ? await stat(inside.path).catch(() => null) : null;
      if (facts === null) otherFiles += 1;
      else files.push({ ...inside, sizeBytes: facts.size });
    }
  }
  return { files, otherFiles };
}
