import { describe, expect, test } from 'vitest';
import { automaticSettings } from '../support/load-request.ts';
import { plainRequest } from '../support/plain-request.ts';
import { runnerCommandSchema, runnerReportSchema, shortDetail } from '../../main/runner/protocol.ts';

const generate = { type: 'generate', requestId: 1, ...plainRequest() };
const load = {
  type: 'load',
  requestId: 1,
  modelPath: 'a.gguf',
  settings: { ...automaticSettings, contextSize: 4096 },
  trainedContextLength: 8192,
  sequences: 1,
  isTensorCheckOn: false,
};
const accepts = (command: object) => runnerCommandSchema.safeParse(command).success;

describe('numbers that native code would take without a word', () => {
  const samplings = [
    { temperature: Number.NaN },
    { temperature: Number.POSITIVE_INFINITY },
    { temperature: -1 },
    { topP: 1.5 },
    { topK: 2.5 },
    { minP: -0.1 },
    { seed: -1 },
    { seed: 2 ** 32 },
    { seed: null },
    { maxTokens: 0 },
    { repeat: { penalty: 0, frequency: 0, presence: 0, lastTokens: 64 } },
    { xtc: { probability: 2, threshold: 0.1 } },
    { stop: [''] },
  ];
  test.each(samplings)('sampling %j', (change) => {
    expect(accepts({ ...generate, sampling: { ...generate.sampling, ...change } })).toBe(false);
  });

  const settings = [
    { contextSize: -5 },
    { contextSize: 1e9 },
    { contextSize: 1.5 },
    { contextSize: Number.NaN },
    { gpuLayers: -1 },
    { threads: 0 },
    { batchSize: 1e9 },
  ];
  test.each(settings)('load settings %j', (change) => {
    expect(accepts({ ...load, settings: { ...load.settings, ...change } })).toBe(false);
  });

  test('a model trained for no token at all', () => {
    expect(accepts({ ...load, trainedContextLength: 0 })).toBe(false);
  });

  test('while the sound ones pass', () => {
    expect([accepts(generate), accepts(load), accepts({ ...load, settings: automaticSettings })]).toEqual([
      true,
      true,
      true,
    ]);
  });
});

test('a report with a figure that is not a number is refused', () => {
  const report = { type: 'load-progress', requestId: 1, fraction: Number.NaN };
  expect(runnerReportSchema.safeParse(report).success).toBe(false);
});

test('details lose folders and following lines, on every system', () => {
  expect(shortDetail('failed to open /home/ada/models/a.gguf: no such file\nat line 2')).toBe(
    'failed to open a.gguf: no such file',
  );
  expect(shortDetail('C:\\Users\\Ada\\llama.cpp:12: GGML_ASSERT(a/b > 0) failed')).toBe(
    'llama.cpp:12: GGML_ASSERT(a/b > 0) failed',
  );
  expect(shortDetail("failed to open '/home/Ada L/My models/a.gguf' and /srv/b c/d.gguf, and/or more")).toBe(
    "failed to open 'a.gguf' and d.gguf, and/or more",
  );
  expect(shortDetail('C:\\Users\\Ada Lovelace\\My models\\a.gguf is short')).toBe('a.gguf is short');
  expect(shortDetail('x'.repeat(5000))).toHaveLength(201);
});
