import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { spreadOf } from '../../scripts/bench/statistics.ts';
import { root, typescriptFlags } from '../../scripts/setup/prepare.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';

function bench(body: string): { status: number | null; last: unknown; order: string[] } {
  const file = join(temporaryFolder(), 'bench.mjs');
  const harness = pathToFileURL(join(root, 'scripts/bench/harness.ts')).href;
  writeFileSync(file, `import { runBench } from '${harness}';\nawait runBench('test', async (b) => { ${body} });\n`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [...typescriptFlags, file, '--rounds', '3'], {
    encoding: 'utf8',
  });
  const last: unknown = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
  return { status, last, order: [...stderr.matchAll(/round \d\/3 (\w+)/g)].map((match) => match[1] ?? '') };
}

test('a missed target makes the exit code 1, and the last line says which', () => {
  const { status, last } = bench("b.figure('speed', 2.5, 'tokens/s'); b.target('ratio', 0.9, { atLeast: 0.97 });");
  expect(status).toBe(1);
  expect(last).toMatchObject({
    bench: 'test',
    figures: { speed: 2.5 },
    targets: { ratio: { value: 0.9, atLeast: 0.97, pass: false } },
    pass: false,
  });
});

test('a met target passes; a value that could not be measured never does', () => {
  expect(bench("b.target('t', 1, { atMost: 1.1 });").status).toBe(0);
  expect(bench("b.target('t', NaN, { atMost: 1.1 });").status).toBe(1);
  expect(bench('').status).toBe(1);
});

test('variants take turns, each round beginning with another, so that a slow minute hits all of them', () => {
  const { order } = bench(
    "await b.alternate({ A: async () => ({ x: 1 }), B: async () => ({ x: 2 }) }); b.target('t', 1, { atLeast: 1 });",
  );
  expect(order).toEqual(['A', 'B', 'B', 'A', 'A', 'B']);
});

test('medians of odd and even counts; nothing measured is an error and not zero', () => {
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 });
  expect(spreadOf([4, 1, 2, 3])).toEqual({ median: 2.5, least: 1, most: 4 });
  expect(() => spreadOf([])).toThrow(RangeError);
});
