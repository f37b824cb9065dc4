import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkBoundaries } from '../../scripts/lint/check-boundaries.ts';
import { checkLintFixture } from '../../scripts/lint/check-lint-fixture.ts';
import { root } from '../../scripts/setup/prepare.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A project that holds only what the fixture's check needs, so that a test may spoil it. */
function copyOfProject(): string {
  const folder = temporaryFolder();
  for (const part of ['.oxlintrc.json', 'tsconfig.json', 'renderer/tsconfig.json', 'tests/fixtures/lint']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

test('a rule that was switched off is noticed, and named with its file', async () => {
  const folder = copyOfProject();
  const path = join(folder, '.oxlintrc.json');
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace('"typescript/no-explicit-any": "error"', '"typescript/no-explicit-any": "off"'),
  );
  expect(await checkLintFixture(folder)).toEqual([
    'tests/fixtures/lint/main/core/explicit-any.ts: expected typescript(no-explicit-any), found nothing',
  ]);
});

test('a fixture without an expectation is noticed', async () => {
  const folder = copyOfProject();
  writeFileSync(join(folder, 'tests/fixtures/lint/main/core/forgotten.ts'), 'export const forgotten = 1;\n');
  expect(await checkLintFixture(folder)).toEqual([
    'tests/fixtures/lint/main/core/forgotten.ts: expected an entry in expected.json, found nothing',
  ]);
});

test('every product file is judged, however deep, and nothing outside of the product', () => {
  const folder = temporaryFolder();
  for (const path of ['main/core/a.ts', 'main/core/deep/b.ts', 'scripts/c.ts', 'renderer/ui/d.tsx', 'tests/e.ts']) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), "import 'electron';\n");
  }
  const { fileCount, findings } = checkBoundaries(folder);
  expect([fileCount, findings.map((finding) => finding.path)]).toEqual([
    3,
    ['main/core/a.ts', 'main/core/deep/b.ts', 'renderer/ui/d.tsx'],
  ]);
});
