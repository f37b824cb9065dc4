import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { emptyName, singleImporter } from './boundary-table.ts';
import { judgeImport, type Finding } from './judge-import.ts';
import { readImports, type ImportedModule } from './read-imports.ts';

export type BoundaryReport = { readonly fileCount: number; readonly findings: readonly Finding[] };

/** Judges every product file's imports and names against the table. */
export function checkBoundaries(root: string): BoundaryReport {
  const pattern = '{main,preload,renderer}/**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}';
  const paths = globSync(pattern, { cwd: root }).map((path) => path.split(sep).join('/'));
  const files = paths
    .toSorted()
    .map((path) => ({ path, imports: readImports(path, readFileSync(join(root, path), 'utf8')) }));
  const findings = files.flatMap(({ path, imports }) => [
    ...judgeName(path),
    ...imports.flatMap((module) => [judgeImport(path, module), judgeExtension(root, path, module)]).filter(isFinding),
  ]);
  return { fileCount: files.length, findings: [...findings, ...judgeSingleImporter(files)] };
}

function judgeName(path: string): Finding[] {
  const empty = path
    .replace(/\.\w+$/, '')
    .split('/')
    .find((part) => emptyName.test(part));
  return empty ? [{ path, line: 1, rule: 'boundary(name)', text: `"${empty}" does not say what it holds` }] : [];
}

/** Main runs from source under Node, which adds no extension by itself. */
function judgeExtension(root: string, path: string, { name, line }: ImportedModule): Finding | null {
  if (!name?.startsWith('.') || existsSync(join(root, dirname(path), name.replace(/\?\w+$/, '')))) return null;
  return {
    path,
    line,
    rule: 'boundary(extension)',
    text: `${name} names no file; relative imports end in .ts, .tsx or .css`,
  };
}

function judgeSingleImporter(files: readonly { path: string; imports: readonly ImportedModule[] }[]): Finding[] {
  const importers = files.flatMap(({ path, imports }) => {
    if (!path.startsWith(`${singleImporter.within}/`)) return [];
    const found = imports.find(
      ({ name }) => name !== null && posix.join(posix.dirname(path), name) === singleImporter.target,
    );
    return found ? [{ path, line: found.line }] : [];
  });
  return importers.slice(1).map((importer) => ({
    ...importer,
    rule: 'boundary(single-importer)',
    text: `only one file of the renderer names ${singleImporter.target}, and ${importers[0]?.path} does already`,
  }));
}

function isFinding(finding: Finding | null): finding is Finding {
  return finding !== null;
}
