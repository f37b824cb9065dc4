import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bareEnvironment } from './place-node.mjs';

const osNames = { darwin: 'mac', win32: 'win', linux: 'linux' };

/**
 * Proves that the packaged app can do its work. npm leaves out an optional package without a word, and a pattern that
 * matches too much deletes one: both would show first on somebody's computer.
 */
export function checkContents(resources, target, nodePath) {
  const unpacked = join(resources, 'app.asar.unpacked');
  const modules = join(unpacked, 'node_modules');
  const missing = [...expectedFiles(target), ...expectedPackages(modules, target)].filter(
    (path) => !existsSync(join(unpacked, path)),
  );
  if (missing.length > 0) throw new Error(`missing from the package:\n  ${missing.join('\n  ')}`);
  const strangers = foreignPackages(modules, target);
  if (strangers.length > 0) throw new Error(`for another computer:\n  ${strangers.join('\n  ')}`);
  checkRunner(join(unpacked, 'dist/main/runner.mjs'));
  loadWith(nodePath, unpacked);
}

function expectedFiles({ platform, arch }) {
  return ['dist/main/runner.mjs', `node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node`];
}

/** Every platform package that this version of node-llama-cpp has for this computer, GPU backends included. */
function expectedPackages(modules, target) {
  const manifest = join(modules, 'node-llama-cpp/package.json');
  if (!existsSync(manifest)) return ['node_modules/node-llama-cpp/package.json'];
  const { optionalDependencies } = JSON.parse(readFileSync(manifest, 'utf8'));
  const names = Object.keys(optionalDependencies).filter((name) => isFor(name.split('/')[1], target));
  if (names.length === 0) throw new Error(`node-llama-cpp has no package for ${target.platform}-${target.arch}`);
  return names.map((name) => `node_modules/${name}/package.json`);
}

function foreignPackages(modules, target) {
  return readdirSync(join(modules, '@node-llama-cpp')).filter((name) => !isFor(name, target));
}

function isFor(name, { platform, arch }) {
  const prefix = `${osNames[platform]}-${arch}`;
  return name === prefix || name.startsWith(`${prefix}-`);
}

/** The runner is one file: a chunk beside it would be left in the archive. */
function checkRunner(path) {
  const chunk = /(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/.exec(readFileSync(path, 'utf8'))?.[1];
  if (chunk) throw new Error(`runner.mjs imports ${chunk}, which is inside the archive`);
}

/** The shipped Node, in a bare environment, loads the native parts from outside the archive. */
function loadWith(nodePath, unpacked) {
  const script = join(import.meta.dirname, 'load-natives.mjs');
  const said = execFileSync(nodePath, [script, unpacked], {
    env: bareEnvironment(),
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (said !== 'loaded') throw new Error(`the shipped Node could not load the native packages: ${said}`);
}
