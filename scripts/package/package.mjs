import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/* `npm run package`: builds, then packages for this computer. `-- --dir` leaves out the installers. */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const steps = [
  [join(root, 'scripts/build.mjs')],
  [join(root, 'node_modules/electron-builder/cli.js'), '--publish', 'never', ...process.argv.slice(2)],
];

for (const step of steps) {
  const { status } = spawnSync(process.execPath, step, { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    process.exitCode = status ?? 1;
    break;
  }
}
