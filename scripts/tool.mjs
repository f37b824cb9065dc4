import { buildIfChanged, prepare, root, typescriptFlags } from './setup/prepare.mjs';
import { runForeground } from './setup/run-foreground.mjs';
import { runScript } from './setup/run-script.mjs';
import { SetupError } from './setup/say.mjs';

const tests = [...typescriptFlags, 'scripts/test/run-tests.ts'];
const prettier = ['node_modules/prettier/bin/prettier.cjs', '--write', '--log-level=warn', '.'];

/** What `npm run NAME` does: commands for Node, one after the other, each only when the one before succeeded. */
const tools = {
  format: { commands: [prettier] },
  lint: { commands: [[...typescriptFlags, 'scripts/lint/lint.ts']] },
  types: { commands: [[...tests, '--only', 'types,types-renderer']] },
  'dead-code': { commands: [[...tests, '--only', 'dead-code']] },
  build: { commands: [['scripts/build.mjs']] },
  ready: { commands: [prettier, [...tests, '--ready']] },
  'test:faults': { commands: [[...typescriptFlags, 'scripts/test/run-faults.ts']] },
  'test:long': { commands: [[...tests, '--only', 'build,unit,e2e']], env: { COUNTERWEIGHT_LONG: '1' } },
  // Simulated arenas by the thousand: some minutes.
  'test:stats': {
    commands: [['node_modules/vitest/vitest.mjs', 'run', 'tests/core/statistics']],
    env: { COUNTERWEIGHT_LONG: '1' },
  },
  'test:hosts': { commands: [[...tests, '--only', 'build,e2e']], env: { COUNTERWEIGHT_EVERY_HOST: '1' } },
  demo: { commands: [[...typescriptFlags, 'scripts/demo.ts']], isBuilt: true },
  screenshots: { commands: [[...typescriptFlags, 'scripts/screenshots/take-screenshots.ts']], isBuilt: true },
  package: { commands: [[...typescriptFlags, 'scripts/package/package.ts']], isBuilt: true },
};

await runScript(async () => {
  const [name, ...rest] = process.argv.slice(2);
  const tool = tools[name];
  if (!tool)
    throw Object.assign(new SetupError(`there is no tool "${name}"; there are ${Object.keys(tools).join(', ')}.`), {
      exitCode: 2,
    });
  const node = await prepare();
  if (tool.isBuilt) await buildIfChanged(node);
  for (const [index, command] of tool.commands.entries()) {
    const isLast = index === tool.commands.length - 1;
    const { code } = await runForeground(node, [...command, ...(isLast ? rest : [])], { cwd: root, env: tool.env });
    if (code !== 0) return code ?? 1;
  }
  return 0;
});
