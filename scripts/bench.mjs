import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfChanged, prepare, root, typescriptFlags } from './setup/prepare.mjs';
import { runForeground } from './setup/run-foreground.mjs';
import { runScript } from './setup/run-script.mjs';
import { SetupError } from './setup/say.mjs';

/** Benchmarks are the folders of scripts/bench, each with a file of the same name. */
await runScript(async () => {
  const [name, ...rest] = process.argv.slice(2);
  const folder = join(root, 'scripts/bench');
  const file = join(folder, name ?? '', `${name}.ts`);
  if (!/^[a-z-]+$/.test(name ?? '') || !existsSync(file)) {
    const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const known = names.map((entry) => entry.name).join(', ');
    throw Object.assign(new SetupError(`there is no benchmark "${name ?? ''}"; there are: ${known}.`), { exitCode: 2 });
  }
  const node = await prepare();
  await buildIfChanged(node);
  const { code } = await runForeground(node, [...typescriptFlags, file, ...rest], { cwd: root });
  return code ?? 1;
});
