import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Everything whose change makes `dist/` stale. */
const sources = [
  'main',
  'preload',
  'renderer',
  'resources',
  'scripts/build.mjs',
  'scripts/build',
  'vite.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

const stampFile = 'dist/.stamp.json';

/** Hash of the names and contents of every source file, so that a checkout with new timestamps is not rebuilt. */
export function hashSources(root) {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(root, source);
    if (existsSync(path))
      for (const file of listFiles(path)) hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** True when `dist/` was built from exactly these sources and nothing of it was deleted since. */
export function isBuildCurrent(root) {
  const stamp = readStamp(root);
  return (
    stamp !== null && stamp.outputs.every((file) => existsSync(join(root, file))) && stamp.hash === hashSources(root)
  );
}

/** What a stamp holds: the sources' hash and the files whose presence proves that the build is whole. */
export function makeStamp(hash, outputs) {
  return { file: stampFile, text: JSON.stringify({ hash, outputs }, null, 2) };
}

function readStamp(root) {
  try {
    const stamp = JSON.parse(readFileSync(join(root, stampFile), 'utf8'));
    return typeof stamp.hash === 'string' && Array.isArray(stamp.outputs) ? stamp : null;
  } catch {
    return null;
  }
}

function listFiles(path) {
  if (!statSync(path).isDirectory()) return [path];
  const names = [...readdirSync(path)].sort();
  return names.filter((name) => name !== '.DS_Store').flatMap((name) => listFiles(join(path, name)));
}
