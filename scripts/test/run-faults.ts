import { root } from '../setup/prepare.mjs';
import { runForeground } from '../setup/run-foreground.mjs';

/**
 * The long form of the fault tests, with kills at random moments: 50 of downloads; 100 of conversations, in 90 of which a
 * process works on the database alone and in 10 the whole app answers. Takes some minutes.
 */
process.env['COUNTERWEIGHT_KILLS'] ??= '50';
process.env['COUNTERWEIGHT_DATABASE_KILLS'] ??= '90';
process.env['COUNTERWEIGHT_APP_KILLS'] ??= '10';
const args = ['node_modules/vitest/vitest.mjs', 'run', 'tests/downloads', 'tests/faults', ...process.argv.slice(2)];
const { code } = await runForeground(process.execPath, args, { cwd: root });
process.exitCode = code ?? 1;
