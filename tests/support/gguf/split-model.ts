import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { numberValue, type GgufValue } from './gguf-value.ts';
import { assembleFile, tinyModel, type TinyFile } from './tiny-model.ts';

/** The tiny model cut into parts that each hold a run of its tensors, as llama.cpp's own splitter makes them. */
export function splitParts(count: number): TinyFile[] {
  const whole = tinyModel();
  const tensors = whole.header.tensors.map((tensor) => ({ ...tensor, offset: Number(tensor.offset) }));
  const perPart = Math.ceil(tensors.length / count);
  return Array.from({ length: count }, (_, index) => {
    const own = tensors.slice(index * perPart, (index + 1) * perPart);
    const start = own[0]?.offset ?? 0;
    const end = tensors[(index + 1) * perPart]?.offset ?? whole.data.length;
    const keys = splitKeys(index, count, tensors.length);
    const metadata = index === 0 ? [...whole.header.metadata, ...keys] : keys;
    return {
      header: { metadata, tensors: own.map((tensor) => ({ ...tensor, offset: tensor.offset - start })) },
      data: whole.data.subarray(start, end),
    };
  });
}

function splitKeys(index: number, count: number, tensorCount: number): (readonly [string, GgufValue])[] {
  return [
    ['split.no', numberValue('uint16', index)],
    ['split.count', numberValue('uint16', count)],
    ['split.tensors.count', numberValue('int32', tensorCount)],
  ];
}

/** Writes the parts under llama.cpp's names. @returns their paths, in order. */
export async function writeSplitModel(folder: string, stem: string, parts: readonly TinyFile[]): Promise<string[]> {
  const digits = (number: number): string => String(number).padStart(5, '0');
  const paths = parts.map((_, index) => join(folder, `${stem}-${digits(index + 1)}-of-${digits(parts.length)}.gguf`));
  for (const [index, part] of parts.entries()) await writeFile(paths[index] ?? '', assembleFile(part));
  return paths;
}
