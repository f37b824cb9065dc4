import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { GgufReading } from '../../main/core/ports/gguf-reader.ts';
import { createGgufReader } from '../../main/gguf/gguf-reader.ts';
import { appErrorOf } from '../support/app-error-of.ts';
import { writeBigramModel } from '../support/gguf/bigram-model.ts';
import {
  booleanValue,
  numberArray,
  numberValue,
  textArray,
  textValue,
  type GgufValue,
} from '../support/gguf/gguf-value.ts';
import { writeRandomModel } from '../support/gguf/random-model.ts';
import { assembleFile, tinyModel, tinyModelWith, tinyShape } from '../support/gguf/tiny-model.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const uint32 = (value: number): GgufValue => numberValue('uint32', value);
const int32Array = (...values: readonly number[]): GgufValue => numberArray('int32', values);

async function readTiny(changes: Readonly<Record<string, GgufValue | null>>, name = 'tiny.gguf'): Promise<GgufReading> {
  const path = join(temporaryFolder(), name);
  await writeFile(path, assembleFile(tinyModelWith(changes)));
  return createGgufReader().read(path);
}

test('the facts, the stamp and the template of a model are what was written', async () => {
  const path = join(temporaryFolder(), 'bigram.gguf');
  const sizeBytes = await writeBigramModel({ path, seed: 1, name: 'Scales', contextLength: 2048, licence: 'mit' });
  const reading = await createGgufReader().read(path);
  expect(reading).toEqual({
    facts: {
      name: 'Scales',
      architecture: 'llama',
      parameterCount: 493_248,
      quantization: 'F16',
      bitsPerWeight: expect.closeTo(14.5, 1),
      contextLength: 2048,
      blockCount: 1,
      embeddingLength: 448,
      headCount: 1,
      headCountKv: 1,
      vocabularySize: 437,
      tokenizer: 'llama',
      hasChatTemplate: true,
      licence: { id: 'mit', name: null, link: null },
      split: null,
    },
    files: [{ path, sizeBytes, modifiedAtMs: expect.any(Number) }],
    chatTemplate: expect.stringContaining('<|im_start|>'),
    shape: expect.objectContaining({ architecture: 'llama', parameterCount: 493_248, trainedContextLength: 2048 }),
  });
});

// Catches: a publisher's advice that is lost, rounded to 0.949999988 or, when it is nonsense, believed.
test('recommended sampling is read as far as it makes sense', async () => {
  const float = (value: number): GgufValue => numberValue('float32', value);
  const sensible = await readTiny({
    'general.sampling.temp': float(0.6),
    'general.sampling.top_p': float(0.95),
    'general.sampling.top_k': numberValue('int32', 20),
    'general.sampling.penalty_repeat': float(1.05),
    'general.sampling.min_p': textValue('none'),
    'general.sampling.xtc_probability': float(7),
  });
  const nonsense = await readTiny({
    'general.sampling.temp': float(Number.NaN),
    'general.sampling.top_k': numberValue('int32', -1),
  });
  expect([sensible.facts.recommendedSampling, nonsense.facts.recommendedSampling]).toEqual([
    {
      temperature: 0.6,
      topP: 0.95,
      topK: 20,
      repeat: { penalty: 1.05, frequency: 0, presence: 0, lastTokens: 64 },
    },
    undefined,
  ]);
});

test('a name in a header cannot smuggle control characters, and a missing one is the file’s', async () => {
  const hostile = await readTiny({ 'general.name': textValue('Nice\u202e\n\u0007 model\u0000') });
  const nameless = await readTiny({ 'general.name': null }, 'My-Model.Q8_0.gguf');
  expect([hostile.facts.name, nameless.facts.name]).toEqual(['Nice model', 'My-Model.Q8_0']);
});

test('a file without file type is named after its weights, and version 2 is read as version 3', async () => {
  const path = join(temporaryFolder(), 'tiny.gguf');
  const tiny = tinyModelWith({ 'general.file_type': null });
  await writeFile(path, assembleFile({ ...tiny, header: { ...tiny.header, version: 2 } }));
  expect((await createGgufReader().read(path)).facts.quantization).toBe('F32');
});

const recursiveMacro = [
  '{%- macro kind(spec) -%}{%- if spec.items -%}{{ kind(spec.items) }}[]{%- else -%}{{ spec.type }}{%- endif -%}{%- endmacro -%}',
  '{%- macro tree(node) -%}{{ node.name }}{%- for child in node.children -%}{{ tree(child) }}{%- endfor -%}{%- endmacro -%}',
  "{%- set note -%}a {{ '(' * 3 }} block{%- endset -%}{%- for turn in messages -%}{{ kind(turn) ~ {'a': {'b': 1}} }}{%- endfor -%}",
].join('');

/** What real files look like where they leave the beaten path: a strict reader would refuse them. */
const legitimate: Readonly<Record<string, Readonly<Record<string, GgufValue | null>>>> = {
  'heads for each layer, none in some (OpenELM, Deci)': {
    'llama.block_count': uint32(3),
    'llama.attention.head_count': int32Array(2, 0, 4),
    'llama.attention.head_count_kv': int32Array(1, 0, 2),
    'llama.feed_forward_length': int32Array(32, 0, 64),
  },
  'no attention at all (Mamba)': {
    'llama.attention.head_count': uint32(0),
    'llama.attention.head_count_kv': null,
    'llama.feed_forward_length': uint32(0),
    'llama.ssm.conv_kernel': uint32(4),
    'llama.ssm.state_size': uint32(16),
  },
  'attention in some layers only (Jamba, Granite 4, LFM2)': {
    'llama.block_count': uint32(3),
    'llama.attention.head_count_kv': int32Array(0, 1, 0),
    'llama.ssm.conv_kernel': uint32(4),
  },
  'a mixture of experts in groups (DeepSeek)': {
    'llama.expert_count': uint32(256),
    'llama.expert_used_count': uint32(8),
    'llama.expert_group_count': uint32(8),
    'llama.expert_group_used_count': uint32(4),
  },
  'no key-value head count (as many as heads)': { 'llama.attention.head_count_kv': null },
  'no chat template (a base model)': { 'tokenizer.chat_template': null },
  'special tokens that do not exist': {
    'tokenizer.ggml.padding_token_id': uint32(0xffff_ffff),
    'tokenizer.ggml.seperator_token_id': uint32(32_000),
    'tokenizer.ggml.eot_token_id': numberValue('int32', -1),
  },
  'empty tokens (Jina)': {
    'tokenizer.ggml.tokens': textArray([...tinyShape.tokens.slice(2).map(({ text }) => text), '', '']),
  },
  'tokens that are not UTF-8': {
    'tokenizer.ggml.tokens': textArray([
      ...tinyShape.tokens.slice(1).map(({ text }) => text),
      Buffer.from([0xc3, 0x28]),
    ]),
  },
  'scaling factor 0, which means none': { 'llama.rope.scaling.factor': numberValue('float32', 0) },
  'unknown keys of every type': {
    'general.tags': textArray(['chat', 'scale']),
    'general.base_model.count': numberValue('uint64', 1),
    'somebody.else': numberArray('float64', [1, Number.NaN]),
    'somebody.flag': booleanValue(true),
    'tokenizer.ggml.precompiled_charsmap': numberArray('uint8', [0, 1, 2]),
    'llama.brand_new_switch': numberArray('bool', [1, 0]),
  },
  'a template with macros that recurse below a condition (gpt-oss)': {
    'tokenizer.chat_template': textValue(recursiveMacro),
  },
  'a template for tools beside the one for chats': {
    'tokenizer.chat_template.tool_use': textValue('{{ tools }}'),
    'tokenizer.chat_templates': textArray(['tool_use']),
  },
};

test.each(Object.entries(legitimate))('accepts %s', async (_, changes) => {
  expect((await readTiny(changes)).facts.name).toBe('Tiny');
});

test('an embedding model is told apart from a language model of the same architecture', async () => {
  const kinds = [1, 3, 4].map((type) =>
    readTiny({ 'llama.pooling_type': uint32(type) }).catch((error: unknown) => error),
  );
  expect(await Promise.all(kinds)).toMatchObject([
    { params: { kind: 'embedding' } },
    { params: { kind: 'embedding' } },
    { params: { kind: 'reranker' } },
  ]);
});

test('files that cannot be opened say why', async () => {
  const folder = temporaryFolder();
  const reader = createGgufReader();
  const paths = [
    join(folder, 'absent.gguf'),
    join(folder, 'no\u0000name.gguf'),
    join(folder, 'x'.repeat(5000)),
    folder,
  ];
  const codes = await Promise.all(paths.map((path) => appErrorOf(() => reader.read(path))));
  expect(codes).toEqual(['file-not-found', 'file-not-found', 'file-not-found', 'file-is-directory']);
});

test('reading stops with the signal’s own reason', async () => {
  const path = join(temporaryFolder(), 'tiny.gguf');
  await writeFile(path, assembleFile(tinyModel()));
  const controller = new AbortController();
  const reading = createGgufReader().read(path, controller.signal);
  controller.abort(new Error('changed my mind'));
  await expect(reading).rejects.toThrow('changed my mind');
});

test('a vocabulary of 150,000 tokens takes a moment, not seconds, and lets timers run meanwhile', async () => {
  const path = join(temporaryFolder(), 'random.gguf');
  const shape = { layers: 1, embedding: 64, feedForward: 64, heads: 2, kvHeads: 1, contextLength: 512 };
  await writeRandomModel({ ...shape, path, seed: 1, vocabulary: 151_936, quantization: 'Q8_0' });
  let ticks = 0;
  const timer = setInterval(() => (ticks += 1), 1);
  const startedAtMs = performance.now();
  const { facts } = await createGgufReader().read(path);
  clearInterval(timer);
  // 70 ms on two shared cores; a quadratic comparison would take minutes.
  expect(performance.now() - startedAtMs).toBeLessThan(2_000);
  expect([facts.vocabularySize, ticks > 0]).toEqual([151_936, true]);
});

test('a name of 50 million characters is cut, not turned into 50 million pieces', async () => {
  const path = join(temporaryFolder(), 'long.gguf');
  const name = textValue(`\u{1F600} ${'name '.repeat(10_000_000)}`);
  await writeFile(path, assembleFile(tinyModelWith({ 'general.name': name, 'general.license.link': name })));
  // Uncut it took 13 s; most of what is left is reading 100 MB.
  const startedAtMs = performance.now();
  const { facts } = await createGgufReader().read(path);
  expect(performance.now() - startedAtMs).toBeLessThan(5_000);
  expect([facts.name.slice(0, 7), facts.name.length <= 201]).toEqual(['\u{1F600} name', true]);
});
