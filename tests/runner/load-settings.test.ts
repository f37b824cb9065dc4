import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RunnerSettings } from '../../main/core/ports/runner-pool.ts';
import { writeRandomModel } from '../support/gguf/random-model.ts';
import { adapterPair, tinyAdapter } from '../support/gguf/tiny-adapter.ts';
import { assembleFile, tinyModel, tinyShape } from '../support/gguf/tiny-model.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { expectFailure, load, loadQuestion, reply, startGreeted } from './runner-process.ts';

const small = {
  seed: 1,
  layers: 2,
  embedding: 128,
  feedForward: 128,
  heads: 2,
  kvHeads: 2,
  vocabulary: 400,
  quantization: 'Q8_0',
  contextLength: 4096,
} as const;

async function smallModel(change: Partial<typeof small> | { readonly heads: number; readonly kvHeads: number } = {}) {
  const path = join(temporaryFolder(), 'small.gguf');
  await writeRandomModel({ ...small, ...change, path });
  return path;
}

const got = async (settings: Partial<RunnerSettings>, trainedContextLength?: number) => {
  const { loadMs, template, engineMemory, ...info } = await load(
    await startGreeted(),
    await smallModel(),
    settings,
    trainedContextLength,
  );
  return { ...info, hasFigures: loadMs > 0 && engineMemory.memoryBytes > 0 && template.source === 'file' };
};

const automatic = {
  backend: 'cpu',
  gpuLayers: 0,
  layerCount: 3,
  contextSize: 4096,
  sequences: 1,
  threads: 1,
  batchSize: 512,
  hasFlashAttention: true,
  keyCacheType: 'f16',
  valueCacheType: 'f16',
  cpuReason: 'no-backend',
  adapterCount: 0,
  isMemoryLocked: false,
  hasDraft: false,
  hasFigures: true,
};

describe('a load gets what its settings say, and says what it got', () => {
  test('everything automatic', async () => {
    expect(await got({})).toEqual(automatic);
  });

  test('everything chosen', async () => {
    const settings: Partial<RunnerSettings> = {
      backend: 'cpu',
      gpuLayers: 'max',
      contextSize: 1024,
      threads: 2,
      batchSize: 64,
      flashAttention: true,
      keyCacheType: 'q5_1',
      valueCacheType: 'q4_0',
      usesMemoryMap: false,
    };
    expect(await got(settings)).toEqual({
      ...automatic,
      contextSize: 1024,
      threads: 2,
      batchSize: 64,
      keyCacheType: 'q5_1',
      valueCacheType: 'q4_0',
      cpuReason: 'chosen',
    });
  });

  test('flash attention that is off stays off; one that values need is on', async () => {
    expect((await got({ flashAttention: false })).hasFlashAttention).toBe(false);
    expect((await got({ valueCacheType: 'q8_0' })).hasFlashAttention).toBe(true);
  });

  test('a context beyond what the model was trained for is bounded by that', async () => {
    expect((await got({ contextSize: 100_000 }, 2048)).contextSize).toBe(2048);
  });

  test('a batch is never larger than the context', async () => {
    expect(await got({ contextSize: 512, batchSize: 8192 })).toMatchObject({ contextSize: 512, batchSize: 512 });
  });
});

describe('what cannot be had is refused by its name', () => {
  test('compressed values without flash attention', async () => {
    const question = loadQuestion(await smallModel(), { valueCacheType: 'q8_0', flashAttention: false });
    expect(await expectFailure(await startGreeted(), question)).toEqual({
      code: 'settings-invalid',
      params: { field: 'valueCacheType', value: 'q8_0' },
    });
  });

  test('a cache type that the heads of this model cannot be cut into', async () => {
    const question = loadQuestion(await smallModel({ heads: 8, kvHeads: 8 }), { keyCacheType: 'q8_0' });
    expect(await expectFailure(await startGreeted(), question)).toEqual({
      code: 'settings-invalid',
      params: { field: 'keyCacheType', value: 'q8_0' },
    });
  });

  test('another backend than the process was started with', async () => {
    const question = loadQuestion(await smallModel(), { backend: 'vulkan' });
    expect((await expectFailure(await startGreeted(), question)).code).toBe('runner-failed');
  });

  // Where programs may be promised any amount, only a bound on the process makes an allocation fail.
  test.runIf(process.platform === 'linux')('a context that memory has no room for', async () => {
    const nodePath = join(temporaryFolder(), 'bounded-node');
    writeFileSync(nodePath, `#!/bin/sh\nulimit -v 67108864\nexec '${process.execPath}' "$@"\n`);
    chmodSync(nodePath, 0o755);
    const model = await smallModel();
    // 16 Mi tokens of 2 layers with 2 × 128 values take 16 GiB; 32 layers would take 256 GiB.
    const deep = join(temporaryFolder(), 'deep.gguf');
    await writeRandomModel({ ...small, layers: 32, path: deep });
    const question = loadQuestion(deep, { contextSize: 16_777_216 }, 16_777_216);
    const runner = await startGreeted(1, nodePath);
    expect(await expectFailure(runner, question)).toEqual({
      code: 'runner-out-of-memory',
      params: { phase: 'loading', detail: expect.stringMatching(/memory|allocate/) },
    });
    expect((await load(await startGreeted(1, nodePath), model)).contextSize).toBe(4096);
  });
});

describe('adapters', () => {
  /** The model, and an adapter that changes every one of its answers. */
  function files(): { readonly model: string; readonly adapter: string } {
    const folder = temporaryFolder();
    const shape = { ...tinyShape, contextLength: 512 };
    const { embedding, heads, headLength } = shape;
    const tensors = [
      ...adapterPair('blk.0.attn_output.weight', heads * headLength, embedding),
      ...adapterPair('blk.0.ffn_down.weight', shape.feedForward, embedding),
    ];
    writeFileSync(join(folder, 'tiny.gguf'), assembleFile(tinyModel(shape)));
    writeFileSync(join(folder, 'adapter.gguf'), assembleFile(tinyAdapter({ tensors, range: 2 })));
    return { model: join(folder, 'tiny.gguf'), adapter: join(folder, 'adapter.gguf') };
  }

  test('change the reply by their scale, not at all at 0', async () => {
    const { model, adapter } = files();
    const say = async (adapters: RunnerSettings['adapters']): Promise<string> => {
      const runner = await startGreeted();
      const info = await load(runner, model, { adapters }, 512);
      expect(info.adapterCount).toBe(adapters.length);
      return (await reply(runner, 24)).text;
    };
    const plain = await say([]);
    expect(await say([{ path: adapter, scale: 0 }])).toBe(plain);
    expect(await say([{ path: adapter, scale: 4 }])).not.toBe(plain);
  });

  test('that do not suit are refused by their file name', async () => {
    const { model, adapter } = files();
    const other = await smallModel();
    const refused = async (path: string, wanted: string) =>
      expectFailure(await startGreeted(), loadQuestion(path, { adapters: [{ path: wanted, scale: 1 }] }));
    const unfit = (name: string) => ({ code: 'adapter-unfit', params: { name, detail: expect.stringMatching(/\w/) } });
    expect(await refused(other, adapter)).toEqual(unfit('adapter.gguf'));
    expect(await refused(model, model)).toEqual(unfit('tiny.gguf'));
    expect(await refused(model, `${adapter}.gone`)).toEqual(unfit('adapter.gguf.gone'));
  });
});
