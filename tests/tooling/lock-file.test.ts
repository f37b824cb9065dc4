import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/setup/prepare.mjs';

type Packages = Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>;

/** Where Node looks for a dependency of the package at `path`: its own node_modules, then each one further out. */
function isLocked(packages: Packages, path: string, name: string): boolean {
  if (packages[path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`]) return true;
  if (path === '') return false;
  return isLocked(packages, path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/'))), name);
}

test('npm dropped no platform from the lock file: `npm ci` refuses it then, and other systems lack their binaries', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Packages;
  };
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !isLocked(packages, path, name))
      .map((name) => `${path} needs ${name}`),
  );
  expect([missing, Object.keys(packages).length > 500]).toEqual([[], true]);
});
