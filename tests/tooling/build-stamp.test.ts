import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashSources, isBuildCurrent, makeStamp } from '../../scripts/build/source-stamp.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a build is stale after any change of content, name or output, and only then', () => {
  const folder = temporaryFolder();
  for (const path of ['main/core', 'dist']) mkdirSync(join(folder, path), { recursive: true });
  const source = join(folder, 'main/core/a.ts');
  writeFileSync(source, 'one');
  expect(isBuildCurrent(folder)).toBe(false);

  writeFileSync(join(folder, 'dist/out.mjs'), '');
  const stamp = makeStamp(hashSources(folder), ['dist/out.mjs']);
  writeFileSync(join(folder, stamp.file), stamp.text);
  const after = (change: () => void, undo: () => void): boolean[] => {
    change();
    const changed = isBuildCurrent(folder);
    undo();
    return [changed, isBuildCurrent(folder)];
  };
  const added = join(folder, 'main/core/b.ts');
  const output = join(folder, 'dist/out.mjs');
  expect([
    after(
      () => writeFileSync(source, 'one'),
      () => undefined,
    ),
    after(
      () => writeFileSync(source, 'two'),
      () => writeFileSync(source, 'one'),
    ),
    after(
      () => writeFileSync(added, ''),
      () => rmSync(added),
    ),
    after(
      () => rmSync(output),
      () => writeFileSync(output, ''),
    ),
  ]).toEqual([
    [true, true],
    [false, true],
    [false, true],
    [false, true],
  ]);
});
