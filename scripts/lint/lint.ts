import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkBoundaries } from './check-boundaries.ts';
import { checkLintFixture } from './check-lint-fixture.ts';
import { runOxlint } from './run-oxlint.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

process.exitCode = await lint();

/** Lints the project, then the fixture that must fail. A linter that read nothing has failed. */
async function lint(): Promise<number> {
  const boundaries = checkBoundaries(root);
  const oxlint = await runOxlint(root, ['tests/fixtures/**']);
  const blindness = await checkLintFixture(root);
  const findings = [...boundaries.findings, ...oxlint.findings].toSorted(
    (a, b) => a.path.localeCompare(b.path) || a.line - b.line,
  );
  for (const { path, line, rule, text } of findings) console.error(`${path}:${line}: ${text} [${rule}]`);
  for (const line of blindness) console.error(line);
  const isBlind = boundaries.fileCount === 0 || oxlint.fileCount < boundaries.fileCount;
  if (isBlind)
    console.error(`The linter read ${oxlint.fileCount} files and the boundary check ${boundaries.fileCount}.`);
  console.error(
    `lint: ${oxlint.fileCount} files, ${findings.length} findings, must-fail fixture ${blindness.length === 0 ? 'works' : 'does not work'}`,
  );
  return findings.length + blindness.length > 0 || isBlind ? 1 : 0;
}
