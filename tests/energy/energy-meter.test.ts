import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEnergyMeter } from '../../main/energy/energy-meter.ts';

const noCards = { program: '/nowhere/no-such-program' };
const seconds = 1000;

let folder: string;
let nowMs: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterweight-energy-'));
  nowMs = 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Zone = { readonly name: string; readonly range: number; readonly counter: number };

async function writeZone(path: string, { name, range, counter }: Zone): Promise<void> {
  await mkdir(join(folder, path), { recursive: true });
  await writeFile(join(folder, path, 'name'), `${name}\n`);
  await writeFile(join(folder, path, 'max_energy_range_uj'), `${range}\n`);
  await count(path, counter);
}

const count = (path: string, counter: number): Promise<void> =>
  writeFile(join(folder, path, 'energy_uj'), `${counter}\n`);

const meterHere = (): ReturnType<typeof createEnergyMeter> =>
  createEnergyMeter({ processor: { folder, now: () => nowMs }, cards: noCards });

describe('processor counters', () => {
  const range = 262_143_328_850;
  const processor = (path: string, counter: number): Promise<void> =>
    writeZone(path, { name: `package-${path.at(-1) ?? ''}`, range, counter });

  it('adds up packages and their memory, once each', async () => {
    await processor('intel-rapl:0', 5_000_000);
    await processor('intel-rapl:1', 0);
    await writeZone('intel-rapl:0:0', { name: 'core', range, counter: 0 });
    await writeZone('intel-rapl:0:1', { name: 'dram', range, counter: 0 });
    await writeZone('intel-rapl:2', { name: 'psys', range, counter: 0 });
    await processor('intel-rapl-mmio:0', 0);
    const span = await meterHere().start();
    nowMs = 10 * seconds;
    await count('intel-rapl:0', 105_000_000);
    await count('intel-rapl:1', 20_000_000);
    for (const path of ['intel-rapl:0:0', 'intel-rapl:2', 'intel-rapl-mmio:0']) await count(path, 90_000_000);
    await count('intel-rapl:0:1', 3_000_000);
    expect(await span.end()).toEqual({ joules: 123, sources: ['processor'] });
  });

  it('goes on where a counter begins again', async () => {
    await processor('intel-rapl:0', range - 4_000_000);
    const span = await meterHere().start();
    nowMs = 10 * seconds;
    await count('intel-rapl:0', 6_000_000);
    expect((await span.end())?.joules).toBeCloseTo(10, 6);
  });

  it('tells each of several spans what was used meanwhile', async () => {
    await processor('intel-rapl:0', 0);
    const meter = meterHere();
    const first = await meter.start();
    nowMs = 1 * seconds;
    await count('intel-rapl:0', 10_000_000);
    const second = await meter.start();
    nowMs = 2 * seconds;
    await count('intel-rapl:0', 40_000_000);
    expect([await first.end(), await second.end()].map((energy) => energy?.joules)).toEqual([40, 30]);
  });

  it('counts nothing of the time in which nobody looked', async () => {
    await processor('intel-rapl:0', 0);
    const meter = meterHere();
    await (await meter.start()).end();
    nowMs = 1 * seconds;
    await count('intel-rapl:0', 50_000_000);
    const span = await meter.start();
    nowMs = 2 * seconds;
    await count('intel-rapl:0', 51_000_000);
    expect((await span.end())?.joules).toBe(1);
  });

  it('tells nothing when a counter was set back or cannot be read any more', async () => {
    await processor('intel-rapl:0', 200_000_000_000);
    const meter = meterHere();
    const reset = await meter.start();
    nowMs = 1 * seconds;
    await count('intel-rapl:0', 7);
    expect(await reset.end()).toBeNull();
    const taken = await meter.start();
    await rm(join(folder, 'intel-rapl:0'), { recursive: true });
    expect(await taken.end()).toBeNull();
  });

  it('tells nothing where there is nothing to read', async () => {
    await mkdir(join(folder, 'intel-rapl:0'));
    await writeFile(join(folder, 'intel-rapl:0', 'name'), 'package-0\n');
    const unreadable = await meterHere().start();
    expect(await unreadable.end()).toBeNull();
    const none = await createEnergyMeter({ processor: { folder: '/nowhere' }, cards: noCards }).start();
    expect(await none.end()).toBeNull();
  });
});

describe.skipIf(process.platform === 'win32')('graphics cards', () => {
  /** Stands in for NVIDIA's program: says this once and stays. */
  async function writeProgram(lines: readonly string[]): Promise<string> {
    const path = join(folder, 'stand-in');
    const words = lines.map((line) => `'${line}'`).join(' ');
    await writeFile(path, `#!/bin/sh\necho $$ > '${folder}/pid'\nprintf '%s\\n' ${words}\nexec sleep 1000\n`, {
      mode: 0o755,
    });
    return path;
  }

  const isRunning = async (): Promise<boolean> => {
    const pid = Number(await readFile(join(folder, 'pid'), 'utf8'));
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  it('adds up what each card draws, from the start on, and ends the program', async () => {
    const program = await writeProgram(['0, 100.50', '1, [N/A]', '2, 50', 'Unable to determine the device handle']);
    const meter = createEnergyMeter({ processor: { folder: '/nowhere' }, cards: { program, now: () => nowMs } });
    const early = await meter.start();
    // The program speaks a second later; then the clock stands still until it was heard.
    nowMs = 1 * seconds;
    while ((await (await meter.start()).end()) === null) await new Promise((resolve) => setImmediate(resolve));
    const late = await meter.start();
    nowMs = 5 * seconds;
    expect([await early.end(), await late.end()]).toEqual([
      { joules: 752.5, sources: ['graphics'] },
      { joules: 602, sources: ['graphics'] },
    ]);
    expect(await isRunning()).toBe(true);
    await meter.dispose();
    while (await isRunning()) await new Promise((resolve) => setImmediate(resolve));
    expect(await (await meter.start()).end()).toBeNull();
  });

  it('tells nothing of a program that fell silent', async () => {
    const program = await writeProgram(['0, 80']);
    const meter = createEnergyMeter({ processor: { folder: '/nowhere' }, cards: { program, now: () => nowMs } });
    while ((await (await meter.start()).end()) === null) await new Promise((resolve) => setImmediate(resolve));
    const span = await meter.start();
    nowMs = 60 * seconds;
    expect(await span.end()).toBeNull();
    await meter.dispose();
  });
});
