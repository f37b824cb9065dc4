import { prepare, root, typescriptFlags } from './setup/prepare.mjs';
import { runForeground } from './setup/run-foreground.mjs';
import { runScript } from './setup/run-script.mjs';

await runScript(async () => {
  const node = await prepare();
  const args = [...typescriptFlags, 'scripts/test/run-tests.ts', ...process.argv.slice(2)];
  const { code } = await runForeground(node, args, { cwd: root });
  return code ?? 1;
});
