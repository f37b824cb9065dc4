import { root } from '../setup/prepare.mjs';
import { runForeground } from '../setup/run-foreground.mjs';

/** The long form of the fault tests: fifty kills in place of a few. Takes some minutes. */
process.env['COUNTERWEIGHT_KILLS'] ??= '50';
const args = ['node_modules/vitest/vitest.mjs', 'run', 'tests/downloads', 'tests/faults', ...process.argv.slice(2)];
const { code } = await runForeground(process.execPath, args, { cwd: root });
process.exitCode = code ?? 1;
