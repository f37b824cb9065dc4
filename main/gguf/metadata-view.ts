import { ggufLimits } from './gguf-limits.ts';
import { arrayNumbers, type GgufArray, type GgufMetadata } from './gguf-metadata.ts';
import { malformed, overLimit } from './header-cursor.ts';

export type IntegerBounds = { readonly least: number; readonly most: number };

/** Typed, bounded access to header values. Every reader throws `gguf-malformed` or `gguf-limit` naming the key. */
export class MetadataView {
  readonly metadata: GgufMetadata;

  constructor(metadata: GgufMetadata) {
    this.metadata = metadata;
  }

  has(key: string): boolean {
    return this.metadata.has(key);
  }

  hasPrefix(prefix: string): boolean {
    return this.metadata.keys().some((key) => key.startsWith(prefix));
  }

  text(key: string): string | null {
    const entry = this.metadata.get(key);
    if (entry === undefined) return null;
    if (entry.type !== 'string') throw malformed(key, `a string is wanted, not ${entry.type}`);
    return entry.value;
  }

  /** A short technical name, such as an architecture. */
  requiredName(key: string): string {
    const name = this.text(key);
    if (name === null) throw malformed(key, 'missing');
    if (!/^[\w.-]{1,64}$/.test(name)) throw malformed(key, 'not a name');
    return name;
  }

  /** For descriptive keys, where a wrong type is not worth a refusal. */
  textIfAny(key: string): string | null {
    const entry = this.metadata.get(key);
    return entry?.type === 'string' ? entry.value : null;
  }

  array(key: string): GgufArray | null {
    const entry = this.metadata.get(key);
    if (entry === undefined) return null;
    if (entry.type !== 'array') throw malformed(key, `an array is wanted, not ${entry.type}`);
    return entry;
  }

  integer(key: string, bounds: IntegerBounds): number | null {
    const entry = this.metadata.get(key);
    if (entry === undefined) return null;
    if (entry.type === 'array') throw malformed(key, 'a whole number is wanted, not an array');
    return checkInteger(key, entry.type, entry.value, bounds);
  }

  requiredInteger(key: string, bounds: IntegerBounds): number {
    const value = this.integer(key, bounds);
    if (value === null) throw malformed(key, 'missing');
    return value;
  }

  /** One number for all layers, or one for each layer. */
  integers(key: string, bounds: IntegerBounds): readonly number[] | null {
    const entry = this.metadata.get(key);
    if (entry === undefined) return null;
    if (entry.type !== 'array') return [checkInteger(key, entry.type, entry.value, bounds)];
    if (entry.elementType === 'string') throw malformed(key, 'whole numbers are wanted, not strings');
    const { elementType } = entry;
    return perLayerNumbers(key, entry).map((value) => checkInteger(key, elementType, value, bounds));
  }

  /** Floats of any width; an array gives all its elements. */
  floats(key: string): readonly number[] {
    const entry = this.metadata.get(key);
    if (entry === undefined) return [];
    if (entry.type === 'array') return perLayerNumbers(key, entry).map(Number);
    if (entry.type === 'string' || entry.type === 'bool') throw malformed(key, `a number is wanted, not ${entry.type}`);
    return [Number(entry.value)];
  }
}

/** Hyperparameters come one for each layer, so their arrays are as short as the layers are few. */
function perLayerNumbers(key: string, array: GgufArray): (number | bigint)[] {
  if (array.count > ggufLimits.blockCount) throw overLimit(key, array.count, ggufLimits.blockCount);
  return arrayNumbers(array);
}

function checkInteger(key: string, type: string, value: unknown, bounds: IntegerBounds): number {
  const isInteger = type.startsWith('int') || type.startsWith('uint') || type === 'bool';
  if (!isInteger || typeof value === 'string') throw malformed(key, `a whole number is wanted, not ${type}`);
  const plain = Number(value);
  if (plain < bounds.least) throw malformed(key, `${plain} is below ${bounds.least}`);
  if (plain > bounds.most) throw overLimit(key, plain, bounds.most);
  return plain;
}
