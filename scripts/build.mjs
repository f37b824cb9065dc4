import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildDiagramPage } from './build/diagram-page.mjs';
import { hashSources, isBuildCurrent, makeStamp } from './build/source-stamp.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Native packages, and what they load by path, stay in node_modules; every other dependency is bundled. */
const external = [
  /^node:/,
  'electron',
  /^better-sqlite3(\/|$)/,
  /^node-llama-cpp(\/|$)/,
  'bufferutil',
  'utf-8-validate',
];

const bundles = [
  { entry: 'main/web/entry.ts', output: 'dist/main/web.mjs', format: 'esm' },
  { entry: 'main/electron/entry.ts', output: 'dist/main/electron.mjs', format: 'esm' },
  { entry: 'main/runner/entry.ts', output: 'dist/main/runner.mjs', format: 'esm' },
  // Worker threads are started by file name.
  { entry: 'main/downloads/hash-worker.ts', output: 'dist/main/hash-worker.mjs', format: 'esm' },
  { entry: 'main/storage/backups/backup-worker.ts', output: 'dist/main/backup-worker.mjs', format: 'esm' },
  { entry: 'main/core/ratings/rating-worker.ts', output: 'dist/main/rating-worker.mjs', format: 'esm' },
  { entry: 'main/library/file-worker.ts', output: 'dist/main/file-worker.mjs', format: 'esm' },
  // A sandboxed preload can neither be a module nor load one.
  { entry: 'preload/preload.ts', output: 'dist/preload/preload.cjs', format: 'cjs' },
];

if (process.argv.includes('--if-changed') && isBuildCurrent(root)) process.exit(0);
try {
  await build();
} catch (error) {
  // A bundler's message shows the place in the source; its stack shows only the bundler.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nbuild: failed\n`);
  process.exitCode = 1;
}

async function build() {
  const startedAt = performance.now();
  // Taken first: a source saved while the build runs makes the next start build again.
  const hash = hashSources(root);
  rmSync(join(root, 'dist/.stamp.json'), { force: true });
  const outputs = [...(await buildMain()), ...(await buildRenderer())];
  const stamp = makeStamp(hash, outputs);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, stamp.file), stamp.text);
  say(`built ${outputs.length} parts in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

async function buildMain() {
  const { rolldown } = await import('rolldown');
  const written = new Set();
  const present = bundles.filter((bundle) => isPresent(bundle.entry));
  for (const bundle of present) {
    for (const file of await buildBundle(rolldown, bundle)) written.add(file);
  }
  removeStale('dist/main', written);
  return present.map((bundle) => bundle.output);
}

async function buildBundle(rolldown, { entry, output, format }) {
  const bundle = await rolldown({
    cwd: root,
    input: { [basename(output).replace(/\.[cm]js$/, '')]: entry },
    platform: 'node',
    external,
    treeshake: true,
    transform: { target: 'node22', define: { 'process.env.NODE_ENV': '"production"' } },
    logLevel: 'warn',
  });
  const extension = output.slice(output.lastIndexOf('.'));
  const result = await bundle.write({
    dir: dirname(output),
    format,
    sourcemap: true,
    entryFileNames: `[name]${extension}`,
    // Flat, so that import.meta.url names the same folder in every chunk.
    chunkFileNames: `[name]-[hash]${extension}`,
  });
  await bundle.close();
  return result.output.map((file) => join(root, dirname(output), file.fileName));
}

async function buildRenderer() {
  if (!isPresent('vite.config.ts')) return [];
  const { build: buildWithVite } = await import('vite');
  await buildWithVite({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    // The page comes from this computer: the size of a chunk is no download.
    build: { chunkSizeWarningLimit: 4_000 },
  });
  return ['dist/renderer/index.html', await buildDiagramPage(root, 'dist/renderer/diagram.html')];
}

/** Chunks carry a hash in their name: those of the build before would stay for ever. */
function removeStale(folder, written) {
  const path = join(root, folder);
  if (!existsSync(path)) return;
  for (const name of readdirSync(path))
    if (!written.has(join(path, name))) rmSync(join(path, name), { recursive: true });
}

function isPresent(file) {
  if (existsSync(join(root, file))) return true;
  say(`${relative(root, join(root, file))} does not exist yet: skipped`);
  return false;
}

function say(text) {
  process.stderr.write(`build: ${text}\n`);
}
