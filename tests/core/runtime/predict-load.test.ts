import { expect, test } from 'vitest';
import type { ModelId } from '../../../main/contract/ids.ts';
import { defaultLoadSettings, type LoadSettings } from '../../../main/contract/load-settings.ts';
import { noCorrection, predictLoad, type LoadQuestion } from '../../../main/core/runtime/predict-load.ts';
import { exampleShape } from '../../support/runtime/example-shape.ts';

const gigabyte = 1e9;
const plenty = { memoryBytes: 64 * gigabyte, videoMemoryBytes: 0 };

function question(settings: Partial<LoadSettings> = {}, more: Partial<LoadQuestion> = {}): LoadQuestion {
  return {
    shape: exampleShape,
    settings: { ...defaultLoadSettings, ...settings },
    adaptersBytes: 0,
    draft: null,
    machine: { isUnified: false, repackedTypes: new Set(['Q4_K']) },
    correction: noCorrection,
    free: plenty,
    reclaimable: [],
    ...more,
  };
}

const plan = (settings: Partial<LoadSettings> = {}, more: Partial<LoadQuestion> = {}) =>
  predictLoad(question(settings, more));

const idle = (modelId: string, residentBytes: number) => ({
  modelId: modelId as ModelId,
  memory: { residentBytes, videoMemoryBytes: 0 },
});

test('the parts are the sum, each from its own term', () => {
  const { parts, memoryBytes, videoMemoryBytes, contextSize, verdict } = plan();
  expect(contextSize).toBe(8192);
  expect(parts).toEqual({
    weightsBytes: 1e9,
    cacheBytes: 16 * 1024 * 8192 * 2,
    computeBytes: 512 * (4 * (3 * 5632 + 4 * 2048) + 2 * 8192) + 4 * 32_000,
    processBytes: 155e6 + 32_000 * 470,
    adaptersBytes: 0,
    draftBytes: 0,
  });
  expect(memoryBytes).toBe(Object.values(parts).reduce((sum, part) => sum + part, 0));
  expect([videoMemoryBytes, verdict]).toEqual([0, 'fits']);
});

test('quantized caches, shorter contexts and smaller batches take less; attention without its shortcut takes more', () => {
  const { parts } = plan();
  expect(plan({ keyCacheType: 'q8_0', valueCacheType: 'q4_0' }).parts.cacheBytes).toBe(
    Math.round((parts.cacheBytes * (34 + 18)) / 64 / 2),
  );
  expect(plan({ contextSize: 1024 }).parts.cacheBytes).toBe(parts.cacheBytes / 8);
  expect(plan({ batchSize: 128 }).parts.computeBytes).toBeLessThan(parts.computeBytes / 3);
  expect(plan({ flashAttention: 'off' }).parts.computeBytes).toBeGreaterThan(512 * 32 * 8192 * 4);
});

test('each further sequence takes a cache of its own, in main memory or on the card, and little else', () => {
  const one = plan();
  const four = plan({}, { sequences: 4 });
  expect(four.parts).toEqual({
    ...one.parts,
    cacheBytes: 4 * one.parts.cacheBytes,
    computeBytes: one.parts.computeBytes + 3 * 4 * 32_000,
  });
  expect(four.contextSize).toBe(one.contextSize);
  const card = { free: { ...plenty, videoMemoryBytes: 64 * gigabyte } };
  const more = plan({}, { ...card, sequences: 4 }).videoMemoryBytes - plan({}, card).videoMemoryBytes;
  expect(more).toBe(3 * one.parts.cacheBytes);
});

test('a context is never longer than what the model was trained for', () => {
  expect(plan({ contextSize: 1_000_000 }).contextSize).toBe(32_768);
});

test('a file whose weights are laid out anew is read; where few are, it stays mapped beside their copies', () => {
  const few = exampleShape.layers.map((layer) => ({ ...layer, matrixBytes: { Q4_K: 0.005e9, Q6_K: 0.045e9 } }));
  const shape = { ...exampleShape, layers: few };
  expect(plan({}, { shape }).parts.weightsBytes).toBe(1e9 + 16 * 0.005e9);
  expect(plan({ usesMemoryMap: false }, { shape }).parts.weightsBytes).toBe(1e9);
  expect(plan({ usesMemoryMap: true }).parts.weightsBytes).toBe(1e9);
});

test('embeddings that are the output matrix too are there twice once that is laid out anew', () => {
  const shape = { ...exampleShape, outputBytes: 0, sharedOutputBytes: 0.1e9, outputMatrixBytes: { Q4_K: 0.1e9 } };
  expect(plan({}, { shape }).parts.weightsBytes).toBe(0.9e9 + 0.1e9);
});

test('adapters and a draft are part of the bill', () => {
  const draft = { ...exampleShape, layers: exampleShape.layers.slice(0, 2) };
  const { parts, memoryBytes } = plan({}, { adaptersBytes: 5e7, draft });
  expect(parts.adaptersBytes).toBe(5e7);
  expect(parts.draftBytes).toBeGreaterThan(0.3e9);
  expect(memoryBytes).toBe(plan().memoryBytes + parts.adaptersBytes + parts.draftBytes);
});

test('layers go to a card as far as it reaches, all of them or a chosen number; on the processor none do', () => {
  const card = { memoryBytes: 64 * gigabyte, videoMemoryBytes: 24 * gigabyte };
  const small = { ...card, videoMemoryBytes: 0.8 * gigabyte };
  const layers = (settings: Partial<LoadSettings>, free = card): number => plan(settings, { free }).gpuLayers;
  expect([layers({}), layers({ gpuLayers: 4 }), layers({ gpuLayers: 'max' }), layers({ backend: 'cpu' })]).toEqual([
    17, 4, 17, 0,
  ]);
  expect(layers({}, small)).toBeGreaterThan(2);
  expect(layers({}, small)).toBeLessThan(17);
  const { memoryBytes, videoMemoryBytes } = plan({}, { free: small });
  expect(videoMemoryBytes).toBeLessThan(0.8 * gigabyte);
  expect(memoryBytes).toBeGreaterThan(exampleShape.inputBytes);
});

test('a number of layers that somebody chose is refused when the card is too small for it', () => {
  const free = { memoryBytes: 64 * gigabyte, videoMemoryBytes: 0.5 * gigabyte };
  expect([plan({ gpuLayers: 'max' }, { free }).verdict, plan({}, { free }).verdict]).toEqual(['too-large', 'fits']);
});

test('tight is above 85 % of what is free; too large names the longest context that would do', () => {
  const need = plan().memoryBytes;
  const within = (factor: number) => plan({}, { free: { memoryBytes: need * factor, videoMemoryBytes: 0 } });
  expect([within(1.3).verdict, within(1.1).verdict]).toEqual(['fits', 'tight']);
  const short = within(0.9);
  expect(short).toMatchObject({ verdict: 'too-large', fittingContextSize: 2048, unloadsIds: [] });
  const consented = plan({ contextSize: 2048 }, { free: short.free });
  expect([consented.verdict, consented.fittingContextSize]).toEqual(['tight', null]);
});

test('without room for even the shortest context nothing is offered', () => {
  const free = { memoryBytes: 0.5 * gigabyte, videoMemoryBytes: 0 };
  expect(plan({}, { free })).toMatchObject({ verdict: 'too-large', fittingContextSize: null });
});

test('as few idle models as needed make room, the one used longest ago first, and none for a load that is refused', () => {
  const need = plan().memoryBytes;
  const free = { memoryBytes: need - 1.5e8, videoMemoryBytes: 0 };
  const reclaimable = [idle('oldest', 1e8), idle('older', 1e8), idle('recent', 1e9)];
  expect(plan({}, { free, reclaimable })).toMatchObject({ verdict: 'tight', unloadsIds: ['oldest', 'older'], free });
  const none = { memoryBytes: 1e8, videoMemoryBytes: 0 };
  expect(plan({}, { free: none, reclaimable: reclaimable.slice(0, 2) })).toMatchObject({
    verdict: 'too-large',
    unloadsIds: [],
  });
});

test('a correction scales the need and the verdict, and leaves the parts as they were predicted', () => {
  const corrected = plan({}, { correction: { factor: 1.5, loads: 3 } });
  expect(corrected).toMatchObject({ correction: 1.5, correctionLoads: 3, parts: plan().parts });
  expect(corrected.memoryBytes).toBe(Math.round(plan().memoryBytes * 1.5));
  const free = { memoryBytes: plan().memoryBytes * 1.4, videoMemoryBytes: 0 };
  expect(plan({}, { free, correction: { factor: 1.5, loads: 3 } }).verdict).toBe('too-large');
});

test('where the graphics processor works in main memory, everything counts there', () => {
  const machine = { isUnified: true, repackedTypes: new Set(['Q4_K']) };
  const unified = plan({}, { machine });
  expect([unified.gpuLayers, unified.videoMemoryBytes]).toEqual([17, 0]);
  expect(unified.memoryBytes).toBe(Object.values(unified.parts).reduce((sum, part) => sum + part, 0));
});
