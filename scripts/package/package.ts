import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/* What `npm run package` does once the app is built: packages it for this computer. `-- --dir` makes no installers. */
const root = join(import.meta.dirname, '..', '..');
const builder = join(root, 'node_modules/electron-builder/cli.js');
const options = ['--publish', 'never', ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, [builder, ...options], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
