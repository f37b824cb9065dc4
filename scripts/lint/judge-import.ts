import { posix } from 'node:path';
import { builtinModules } from 'node:module';
import { areas, guardedBuiltins, isolatedFolders, type Area } from './boundary-table.ts';
import type { ImportedModule } from './read-imports.ts';

/** A broken rule at a place; `rule` is what the must-fail fixture expects by name. */
export type Finding = { readonly path: string; readonly line: number; readonly rule: string; readonly text: string };

/** What the file imports that its folder may not. Null when the import is allowed. */
export function judgeImport(path: string, module: ImportedModule): Finding | null {
  const complain = (rule: string, text: string): Finding => ({
    path,
    line: module.line,
    rule: `boundary(${rule})`,
    text,
  });
  const { name } = module;
  if (name === null) return complain('computed', 'an import names its module literally, so that it can be judged');
  const area = findArea(path);
  if (area === null) return complain('unknown-folder', 'this folder has no line in scripts/lint/boundary-table.ts');
  if (name.startsWith('.')) {
    const target = posix.join(posix.dirname(path), name.replace(/\?\w+$/, ''));
    return isAllowedFile(area, path, target, module.isType)
      ? null
      : complain('folder', `${area.path} may not import ${target}`);
  }
  if (name.startsWith('node:') || builtinModules.includes(name)) {
    return module.isType || isAllowedBuiltin(area, name)
      ? null
      : complain('builtin', `${area.path} may not use ${name}`);
  }
  return isAllowedPackage(area, name, module.isType)
    ? null
    : complain('package', `${area.path} may not use the package ${name}`);
}

/** The most specific line of the table for a file. */
function findArea(path: string): Area | null {
  const matching = areas.filter((area) => isInside(path, area.path));
  return matching.toSorted((a, b) => b.path.length - a.path.length)[0] ?? null;
}

function isAllowedFile(area: Area, path: string, target: string, isType: boolean): boolean {
  if (isInside(target, area.path)) return !crossesIsolation(path, target);
  if (isType && area.typeAreas?.some((place) => isInside(target, place))) return true;
  // The most specific place decides: `!main/runner` stands above `main`.
  const places = area.areas.filter((place) => isInside(target, place.replace('!', '')));
  const closest = places.toSorted((a, b) => b.replace('!', '').length - a.replace('!', '').length)[0];
  return closest !== undefined && !closest.startsWith('!');
}

function crossesIsolation(path: string, target: string): boolean {
  const folder = isolatedFolders.find((isolated) => isInside(path, isolated) && isInside(target, isolated));
  if (folder === undefined) return false;
  const own = (file: string): string | undefined => file.slice(folder.length + 1).split('/')[0];
  return own(path) !== own(target);
}

function isAllowedBuiltin({ builtins = [] }: Area, name: string): boolean {
  const module = name.replace('node:', '').split('/')[0] ?? name;
  if (builtins.includes(module)) return true;
  return builtins.includes('local') && !guardedBuiltins.has(module);
}

function isAllowedPackage({ packages = [], typePackages = [] }: Area, name: string, isType: boolean): boolean {
  const depth = name.startsWith('@') ? 2 : 1;
  const packageName = name.split('/').slice(0, depth).join('/');
  return packages.includes(packageName) || (isType && typePackages.includes(packageName));
}

function isInside(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}
