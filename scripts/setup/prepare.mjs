import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode } from './find-node.mjs';
import { installDependencies } from './install-dependencies.mjs';
import { runProcess } from './run-process.mjs';
import { SetupError } from './say.mjs';

/** The project's folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Flags that let Node 22.12 run the TypeScript scripts of this folder from source. */
export const typescriptFlags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];

/** Dependencies installed, a Node that is new enough found. @returns its path. @throws SetupError */
export async function prepare() {
  if (Number(process.versions.node.split('.')[0]) < 18) {
    throw new SetupError(
      `Node ${process.versions.node} is too old even for the set-up. Install Node 22.12 or newer from https://nodejs.org`,
    );
  }
  await installDependencies(root);
  return findNode(root);
}

/** Builds `dist/` when a source changed since the last build. @throws SetupError */
export async function buildIfChanged(node) {
  const { code } = await runProcess(node, ['scripts/build.mjs', '--if-changed'], { cwd: root, limitMs: 300_000 });
  if (code !== 0) throw new SetupError('the build failed; the reason is above.');
}
