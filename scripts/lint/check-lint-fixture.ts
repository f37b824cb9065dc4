import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { checkBoundaries } from './check-boundaries.ts';
import { runOxlint } from './run-oxlint.ts';

const fixtureFolder = 'tests/fixtures/lint';

/**
 * Proves that the linter still sees: a small project with one file for each rule is linted with the real configuration,
 * and each file must break exactly the rules that `expected.json` names.
 * @returns what differs; nothing when every rule works.
 */
export async function checkLintFixture(root: string): Promise<string[]> {
  const fixture = join(root, fixtureFolder);
  const expected = JSON.parse(readFileSync(join(fixture, 'expected.json'), 'utf8')) as Record<
    string,
    readonly string[]
  >;
  const files = globSync('**/*.{ts,tsx}', { cwd: fixture }).map((path) => path.split(sep).join('/'));
  const found = await lintCopy(root, fixture);
  const paths = new Set([...files, ...Object.keys(expected), ...found.keys()]);
  const differences = [...paths].toSorted().flatMap((path) => {
    const wanted = [...(expected[path] ?? ['an entry in expected.json'])].toSorted().join(', ');
    const got = [...(found.get(path) ?? [])].toSorted().join(', ');
    return wanted === got
      ? []
      : [`${fixtureFolder}/${path}: expected ${wanted || 'nothing'}, found ${got || 'nothing'}`];
  });
  return files.length === 0 ? [`${fixtureFolder} holds no files`] : differences;
}

/** The copy has the shape of the project, so that paths in the configuration and the table mean the same there. */
async function lintCopy(root: string, fixture: string): Promise<Map<string, Set<string>>> {
  const folder = mkdtempSync(join(tmpdir(), 'counterweight-lint-'));
  try {
    cpSync(fixture, folder, { recursive: true });
    for (const file of ['.oxlintrc.json', 'tsconfig.json', 'renderer/tsconfig.json'])
      cpSync(join(root, file), join(folder, file));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const [oxlint, boundaries] = [await runOxlint(folder, ['node_modules/**']), checkBoundaries(folder)];
    const rules = new Map<string, Set<string>>();
    for (const { path, rule } of [...oxlint.findings, ...boundaries.findings]) {
      rules.set(path, (rules.get(path) ?? new Set()).add(rule));
    }
    return rules;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
