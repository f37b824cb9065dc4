import { numberArray, numberValue, textValue, type GgufValue } from './gguf-value.ts';
import { refused, type MalformedFile } from './malformed-file.ts';
import { tinyModelWith } from './tiny-model.ts';
import type { ErrorCode } from '../../../main/contract/errors.ts';

const uint32 = (value: number): GgufValue => numberValue('uint32', value);
const float32 = (value: number): GgufValue => numberValue('float32', value);

type Changes = Readonly<Record<string, GgufValue | null>>;
type Row = readonly [name: string, why: string, changes: Changes, code?: ErrorCode];

const aborts = 'aborts the process while loading';
const loads = 'loads without a word';
const fails = 'fails late, in native code';
const layers = 'llama.block_count';
const heads = 'llama.attention.head_count';
const kvHeads = 'llama.attention.head_count_kv';
const epsilon = 'llama.attention.layer_norm_rms_epsilon';

const rows: readonly Row[] = [
  ['no architecture', fails, { 'general.architecture': null }],
  ['an architecture of a million letters', fails, { 'general.architecture': textValue('a'.repeat(1_000_000)) }],
  ['no layers', aborts, { [layers]: uint32(0) }],
  ['a billion layers', aborts, { [layers]: uint32(1_000_000_000) }, 'gguf-limit'],
  ['513 layers', aborts, { [layers]: uint32(513) }, 'gguf-limit'],
  ['a layer count that is text', fails, { [layers]: textValue('1') }],
  ['a layer count that is missing', fails, { [layers]: null }],
  ['no heads', aborts, { [heads]: uint32(0) }],
  ['heads that are missing', aborts, { [heads]: null }],
  ['heads of 2^32 − 1', fails, { [heads]: uint32(0xffff_ffff) }, 'gguf-limit'],
  ['negative heads', fails, { [heads]: numberValue('int32', -2) }],
  ['no key-value heads', aborts, { [kvHeads]: uint32(0) }],
  ['more key-value heads than heads', fails, { [kvHeads]: uint32(4) }],
  ['key-value heads that do not divide the heads', fails, { [heads]: uint32(4), [kvHeads]: uint32(3) }],
  [
    'heads for a million layers',
    fails,
    {
      [heads]: numberArray(
        'uint32',
        Array.from({ length: 1_000_000 }, () => 2),
      ),
    },
    'gguf-limit',
  ],
  ['no key length', fails, { 'llama.attention.key_length': uint32(0) }],
  ['no embedding', aborts, { 'llama.embedding_length': uint32(0) }],
  ['an embedding of 2^31', fails, { 'llama.embedding_length': uint32(2 ** 31) }, 'gguf-limit'],
  ['another embedding than the weights', fails, { 'llama.embedding_length': uint32(64) }],
  ['no context', loads, { 'llama.context_length': uint32(0) }],
  ['a context that is missing', fails, { 'llama.context_length': null }],
  ['a context of 2^32 − 1', loads, { 'llama.context_length': uint32(0xffff_ffff) }, 'gguf-limit'],
  ['a negative epsilon', 'aborts the process at the first prompt', { [epsilon]: float32(-1e-5) }],
  ['an epsilon that is not a number', 'aborts the process at the first prompt', { [epsilon]: float32(Number.NaN) }],
  ['an infinite epsilon', loads, { [epsilon]: float32(Number.POSITIVE_INFINITY) }],
  ['rope frequency 0', loads, { 'llama.rope.freq_base': float32(0) }],
  ['a negative rope frequency', loads, { 'llama.rope.freq_base': float32(-10_000) }],
  ['a rope frequency that is not a number', loads, { 'llama.rope.freq_base': float32(Number.NaN) }],
  ['an unknown rope scaling', aborts, { 'llama.rope.scaling.type': textValue('sideways') }],
  ['a negative rope scaling', loads, { 'llama.rope.scaling.factor': float32(-2) }],
  ['experts of which none is used', aborts, { 'llama.expert_count': uint32(8) }],
  ['more used experts than experts', aborts, { 'llama.expert_count': uint32(2), 'llama.expert_used_count': uint32(8) }],
  ['used experts without experts', aborts, { 'llama.expert_used_count': uint32(2) }],
  [
    '100,000 experts',
    aborts,
    { 'llama.expert_count': uint32(100_000), 'llama.expert_used_count': uint32(2) },
    'gguf-limit',
  ],
  [
    'expert groups that do not fit',
    aborts,
    {
      'llama.expert_count': uint32(8),
      'llama.expert_used_count': uint32(2),
      'llama.expert_group_count': uint32(3),
      'llama.expert_group_used_count': uint32(1),
    },
  ],
  ['a split count of the wrong type', aborts, { 'split.count': uint32(2) }],
  ['a split number of the wrong type', 'aborts the process in a part after the first', { 'split.no': textValue('0') }],
  ['a part without its siblings', fails, { 'split.count': numberValue('uint16', 3) }, 'gguf-split-incomplete'],
  ['an adapter', 'no model of its own', { 'general.type': textValue('adapter') }, 'gguf-not-a-language-model'],
  ['a projector', 'no model of its own', { 'general.architecture': textValue('clip') }, 'gguf-not-a-language-model'],
  ['an embedding model', 'writes no text', { 'general.architecture': textValue('bert') }, 'gguf-not-a-language-model'],
];

/** Files whose own numbers are wrong. */
export const malformedHyperparameters: readonly MalformedFile[] = rows.map(([name, why, changes, code]) =>
  refused(name, why, code ?? 'gguf-malformed', () => tinyModelWith(changes)),
);
