import { expect, test } from 'vitest';
import { quantizationLabel, saysImatrix } from '../../main/core/hub/file-label.ts';
import { fileKind, listFiles } from '../../main/core/hub/list-files.ts';

const sha256 = 'a'.repeat(64);
const file = (path: string, sizeBytes: number) => ({ path, sizeBytes, sha256 });

test.each([
  ['Llama-3.2-3B-Instruct-Q4_K_M.gguf', 'Q4_K_M'],
  ['llama-2-7b.q5_0.gguf', 'Q5_0'],
  ['Model.i1-IQ3_XXS.gguf', 'IQ3_XXS'],
  ['model-Q4_K_M_imatrix.gguf', 'Q4_K_M'],
  ['Qwen3-30B-A3B-UD-Q4_K_XL.gguf', 'Q4_K_XL'],
  ['Model-Q3_K-Q8_0.gguf', 'Q8_0'],
  ['model-FP16.gguf', 'F16'],
  ['model.bf16.gguf', 'BF16'],
  ['gpt-oss-20b-mxfp4.gguf', 'MXFP4'],
  ['Llama-3.2-3B-Instruct-Q4_0_4_8.gguf', 'Q4_0_4_8'],
  ['Q6_K/GLM-00001-of-00002.gguf', 'Q6_K'],
  ['UD-IQ2_M/GLM-UD-IQ2_M-00001-of-00002.gguf', 'IQ2_M'],
  ['model.gguf', null],
  ['Qwen2-7B.gguf', null],
  ['GPTQ4_Killer.gguf', null],
])('%s is labelled %s', (path, label) => {
  expect(quantizationLabel(path)).toBe(label);
});

test('a matrix, a projector and an adapter are never taken for a model, nor a model made with one for a matrix', () => {
  expect(
    [
      'imatrix.dat',
      'imatrix_unsloth.gguf',
      'Llama.imatrix',
      'Model-imatrix.gguf',
      'mmproj-Qwen3VL-Q8_0.gguf',
      'Gemma-mmproj-f16.gguf',
      'my-lora-f16.gguf',
      'model-Q4_K_M_imatrix.gguf',
      'lora-merged-Q4_K_M.gguf',
      'Flora-7B-Q4_0.gguf',
      'README.md',
      'model.safetensors',
    ].map(fileKind),
  ).toEqual([
    'imatrix',
    'imatrix',
    'imatrix',
    'imatrix',
    'projector',
    'projector',
    'adapter',
    'model',
    'model',
    'model',
    null,
    null,
  ]);
  expect(['a-Q4_K_M.gguf', 'a.i1-Q4_K_M.gguf', 'a-IQ1_S.gguf', 'a-IQ4_XS.gguf'].map(saysImatrix)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('parts are one rung, an incomplete one says so, and the ladder goes from small to large, models first', () => {
  const tree = [
    file('mmproj-F16.gguf', 10),
    file('Q8_0/big-Q8_0-00002-of-00002.gguf', 400),
    file('Q8_0/big-Q8_0-00001-of-00002.gguf', 450),
    file('big-F16-00001-of-00003.gguf', 700),
    file('big-Q4_K_M.gguf', 490),
    file('README.md', 5),
  ];
  const ladder = listFiles(tree, { parameterCount: 800, tags: [] });
  expect(
    ladder.map(({ path, kind, sizeBytes, bitsPerWeight, isComplete, parts }) => ({
      path,
      kind,
      sizeBytes,
      bitsPerWeight,
      isComplete,
      parts: parts.length,
    })),
  ).toEqual([
    { path: 'big-Q4_K_M.gguf', kind: 'model', sizeBytes: 490, bitsPerWeight: 4.9, isComplete: true, parts: 1 },
    {
      path: 'big-F16-00001-of-00003.gguf',
      kind: 'model',
      sizeBytes: 700,
      bitsPerWeight: null,
      isComplete: false,
      parts: 1,
    },
    {
      path: 'Q8_0/big-Q8_0-00001-of-00002.gguf',
      kind: 'model',
      sizeBytes: 850,
      bitsPerWeight: 8.5,
      isComplete: true,
      parts: 2,
    },
    { path: 'mmproj-F16.gguf', kind: 'projector', sizeBytes: 10, bitsPerWeight: null, isComplete: true, parts: 1 },
  ]);
});

test('a matrix in the repository speaks for its quantized files, not for the unquantized one', () => {
  const tree = [file('a.imatrix', 1), file('a-Q4_K_M.gguf', 5), file('a-F16.gguf', 16)];
  const ladder = listFiles(tree, { parameterCount: 8, tags: [] });
  expect(ladder.map(({ path, hasImatrix }) => [path, hasImatrix])).toEqual([
    ['a-Q4_K_M.gguf', true],
    ['a-F16.gguf', false],
    ['a.imatrix', false],
  ]);
});
