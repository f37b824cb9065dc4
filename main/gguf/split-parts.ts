import { basename, dirname, join } from 'node:path';
import { AppError } from '../contract/errors.ts';
import type { GgufHeader } from './gguf-header.ts';
import { ggufLimits } from './gguf-limits.ts';
import { malformed } from './header-cursor.ts';
import { MetadataView } from './metadata-view.ts';

/** llama.cpp's naming (`llama_split_path`): `NAME-00001-of-00003.gguf`. */
const partName = /^(?<stem>.*)-(?<number>\d{5})-of-(?<count>\d{5})\.gguf$/;

/** The paths of all parts, in order, when the file's name says it is a part of a split model; else null. */
export function splitPartPaths(path: string): readonly string[] | null {
  const { stem, number, count } = partName.exec(basename(path))?.groups ?? {};
  const parts = Number(count);
  const isPart = stem !== undefined && Number(number) >= 1 && Number(number) <= parts && parts <= ggufLimits.splitCount;
  if (!isPart || parts < 2) return null;
  return Array.from({ length: parts }, (_, index) => join(dirname(path), nameOfPart(stem, index + 1, parts)));
}

/** The file's name without extension and without a part's number. */
export function modelStem(path: string): string {
  const name = basename(path);
  return partName.exec(name)?.groups?.['stem'] ?? name.replace(/\.gguf$/i, '');
}

function nameOfPart(stem: string, number: number, count: number): string {
  return `${stem}-${String(number).padStart(5, '0')}-of-${String(count).padStart(5, '0')}.gguf`;
}

/** How many parts the header speaks of; 1 for a whole model. llama.cpp aborts unless the keys have exactly these types. */
export function declaredPartCount(header: GgufHeader): number {
  const types = { 'split.no': 'uint16', 'split.count': 'uint16', 'split.tensors.count': 'int32' } as const;
  for (const [key, type] of Object.entries(types)) {
    const entry = header.metadata.get(key);
    if (entry !== undefined && entry.type !== type) throw malformed(key, `${type} wanted, not ${entry.type}`);
  }
  const count = new MetadataView(header.metadata).integer('split.count', { least: 0, most: ggufLimits.splitCount });
  return Math.max(1, count ?? 1);
}

/** A header that speaks of parts needs the name that finds them. @throws AppError `gguf-split-incomplete`. */
export function checkAlone(path: string, header: GgufHeader): void {
  const count = declaredPartCount(header);
  if (count > 1) throw new AppError('gguf-split-incomplete', { missing: nameOfPart(modelStem(path), 1, count), count });
}

/** Checks that the headers are the parts of one model, in order. @throws AppError `gguf-malformed`. */
export function checkParts(headers: readonly GgufHeader[]): void {
  const names = new Set<string>();
  for (const [index, header] of headers.entries()) {
    const count = declaredPartCount(header);
    if (count !== headers.length) throw malformed('split.count', `${count} in part ${index + 1} of ${headers.length}`);
    const number = new MetadataView(header.metadata).requiredInteger('split.no', {
      least: 0,
      most: ggufLimits.splitCount,
    });
    if (number !== index) throw malformed('split.no', `${number} in part ${index + 1}`);
    for (const { name } of header.tensors) {
      if (names.has(name)) throw malformed(name, 'the tensor appears in two parts');
      names.add(name);
    }
  }
  const [first] = headers;
  const declared =
    first && new MetadataView(first.metadata).integer('split.tensors.count', { least: 0, most: 2 ** 31 });
  if (declared !== null && declared !== undefined && declared !== names.size) {
    throw malformed('split.tensors.count', `${declared} declared, ${names.size} present`);
  }
}
