import type { TensorEntry } from './gguf-writer.ts';
import { leftToProbe, refused, type MalformedFile } from './malformed-file.ts';
import { tinyModel, type TinyFile } from './tiny-model.ts';

type Change = Partial<TensorEntry>;

/** The tiny model with one tensor's table entry changed. */
function changedTensor(name: string, change: Change): TinyFile {
  const base = tinyModel();
  const tensors = base.header.tensors.map((tensor) => (tensor.name === name ? { ...tensor, ...change } : tensor));
  return { ...base, header: { ...base.header, tensors } };
}

function withoutTensor(name: string): TinyFile {
  const base = tinyModel();
  const gone = base.header.tensors.findIndex((tensor) => tensor.name === name);
  const start = Number(base.header.tensors[gone]?.offset ?? 0);
  const length = Number(base.header.tensors[gone + 1]?.offset ?? base.data.length) - start;
  const tensors = base.header.tensors
    .filter((_, index) => index !== gone)
    .map((tensor) => ({ ...tensor, offset: Number(tensor.offset) - (Number(tensor.offset) > start ? length : 0) }));
  const data = Buffer.concat([base.data.subarray(0, start), base.data.subarray(start + length)]);
  return { header: { ...base.header, tensors }, data };
}

function filledWith(value: number): TinyFile {
  const base = tinyModel();
  const data = Buffer.from(base.data);
  for (let at = 0; at < data.length; at += 4) data.writeFloatLE(value, at);
  return { ...base, data };
}

const elsewhere = 'reads outside the file';
const first = 'token_embd.weight';
const second = 'blk.0.attn_norm.weight';

/** Files whose tensor table or tensor data is wrong. */
export const malformedTensors: readonly MalformedFile[] = [
  refused('100 dimensions', 'hangs', 'gguf-limit', () =>
    changedTensor(first, { dimensions: Array.from({ length: 100 }, () => 1) }),
  ),
  refused('a dimension of 0', 'divides by zero', 'gguf-malformed', () => changedTensor(second, { dimensions: [0] })),
  refused('a dimension of 2^63', 'overflows', 'gguf-malformed', () =>
    changedTensor(second, { dimensions: [2n ** 63n] }),
  ),
  refused('dimensions whose product overflows', 'overflows', 'gguf-malformed', () =>
    changedTensor(second, { dimensions: [2 ** 32, 2 ** 32, 2 ** 32, 2 ** 32] }),
  ),
  refused('a tensor larger than the file', elsewhere, 'gguf-truncated', () =>
    changedTensor('output.weight', { dimensions: [32, 2 ** 40] }),
  ),
  refused('an offset outside the file', elsewhere, 'gguf-malformed', () => changedTensor(second, { offset: 2 ** 40 })),
  refused('an offset of 2^64 − 1', elsewhere, 'gguf-malformed', () =>
    changedTensor(second, { offset: 2n ** 64n - 1n }),
  ),
  refused('overlapping tensors', 'two tensors, one memory', 'gguf-malformed', () =>
    changedTensor(second, { offset: 0 }),
  ),
  refused('a misaligned tensor', 'misreads', 'gguf-malformed', () => changedTensor(second, { offset: 3 })),
  ...[4, 31, 99, 0xffff_ffff].map((typeId) =>
    refused(`tensor type ${typeId}`, 'unknown size', 'gguf-malformed', () => changedTensor(second, { typeId })),
  ),
  refused('rows that do not fill blocks', 'misreads', 'gguf-malformed', () =>
    changedTensor(second, { typeId: 8, dimensions: [33] }),
  ),
  refused('a tensor twice', 'asserted', 'gguf-malformed', () => changedTensor(second, { name: first })),
  refused('a tensor without a name', 'no name', 'gguf-malformed', () => changedTensor(second, { name: '' })),
  refused('a tensor name of 64 bytes', 'asserted', 'gguf-limit', () => changedTensor(second, { name: 'x'.repeat(64) })),
  refused('a tensor name that is not UTF-8', 'no name', 'gguf-malformed', () =>
    changedTensor(second, { name: Buffer.from([0xc3, 0x28]) }),
  ),
  refused('no token_embd', 'missing weights', 'gguf-malformed', () => withoutTensor(first)),
  refused('no tensors at all', 'missing weights', 'gguf-not-a-language-model', () => {
    const base = tinyModel();
    return { ...base, header: { ...base.header, tensors: [] } };
  }),
  refused('rows shorter than the embedding', 'misreads', 'gguf-malformed', () =>
    changedTensor(first, { dimensions: [16, 528] }),
  ),
  refused('fewer rows than tokens', 'reads past the rows', 'gguf-malformed', () =>
    changedTensor(first, { dimensions: [32, 132, 2] }),
  ),
  leftToProbe('no output_norm', 'missing weights', () => withoutTensor('output_norm.weight')),
  leftToProbe('no attn_q', 'missing weights', () => withoutTensor('blk.0.attn_q.weight')),
  leftToProbe('NaN weights', 'loads, then speaks nonsense for ever', () => filledWith(Number.NaN)),
  leftToProbe('infinite weights', 'loads, then speaks nonsense for ever', () => filledWith(Number.POSITIVE_INFINITY)),
];
