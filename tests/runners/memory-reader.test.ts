import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { memoryBytesPerSecond } from '../../main/core/hardware/memory-bandwidth.ts';
import { createMemoryReader } from '../../main/runners/memory-reader.ts';
import { createNodeRunnerHost } from '../../main/runners/node-runner-host.ts';
import type { RunnerHost } from '../../main/runners/runner-host.ts';
import { createTestLogger } from '../support/test-logger.ts';

function countingHost(nodePath: string): RunnerHost & { readonly started: () => number } {
  const entryPath = fileURLToPath(new URL('../../main/runner/entry.ts', import.meta.url));
  const execArgv = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
  const host = createNodeRunnerHost({ nodePath, entryPath, execArgv });
  let started = 0;
  const spawn: RunnerHost['spawn'] = () => {
    started += 1;
    return host.spawn();
  };
  return { spawn, started: () => started };
}

function reader(nodePath: string) {
  const host = countingHost(nodePath);
  const logger = createTestLogger();
  const memory = createMemoryReader({ host, logger, memoryBytesPerSecond });
  onTestFinished(() => memory.dispose());
  return { memory, host, logger };
}

test('what is free is asked of the system each time, and of a runner once, however many ask', async () => {
  const { memory, host, logger } = reader(process.execPath);
  const [first] = await Promise.all([memory.read(), memory.read(), memory.read()]);
  expect(host.started()).toBe(1);
  expect(first.freeMemoryBytes).toBeGreaterThan(0);
  // No memory of any computer is slower than this or faster than that.
  expect(first.memoryBytesPerSecond).toBeGreaterThan(0.5e9);
  expect(first.memoryBytesPerSecond).toBeLessThan(5e12);
  expect(logger.errors).toEqual([]);
});

test('without a runner main memory is still told, and ending does not wait for one that starts', async () => {
  const broken = reader('/nowhere/node');
  expect(await broken.memory.read()).toMatchObject({ freeVideoMemoryBytes: 0 });
  expect(broken.logger.errors.length).toBe(1);
  const starting = reader(process.execPath);
  const reading = starting.memory.read();
  await starting.memory.dispose();
  expect(await reading).toMatchObject({ freeVideoMemoryBytes: 0 });
  expect(starting.logger.errors).toEqual([]);
});
