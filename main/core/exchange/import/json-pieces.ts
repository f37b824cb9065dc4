/** A part of a JSON text that is a JSON text itself. */
export type JsonPiece = {
  /** The member of the root object it is, or is an element of; null for an element of a root array. */
  readonly key: string | null;
  readonly isElement: boolean;
  /** Null when it was longer than a piece may be: it was read over. */
  readonly bytes: Uint8Array | null;
};

/** The text is not JSON, or ends before its end. */
export class JsonBroken extends Error {}

const space = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);
const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openArray = 0x5b;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

/** Nobody's conversation is nested like that; a parser would take all memory for one that is made to be. */
const deepest = 1000;

type Frame = { readonly isArray: boolean; readonly key: string | null };

/**
 * Cuts a JSON text into the elements of its root array, or the members of its root object; of a member that is named in
 * `unfolded` and is an array, into its elements. Holds one piece at a time, so that a file of gigabytes can be read.
 * @throws JsonBroken
 */
export async function* jsonPieces(
  chunks: AsyncIterable<Uint8Array>,
  options: { readonly unfolded: ReadonlySet<string>; readonly mostBytes: number },
): AsyncGenerator<JsonPiece> {
  const cutter = new PieceCutter(options.unfolded, options.mostBytes);
  for await (const chunk of chunks) yield* cutter.take(chunk);
  cutter.end();
}

/**
 * ```
 *  before ──[ or {──▶ between ──first byte──▶ value ──, ] } (or : after a key)──▶ between ──last ] }──▶ after
 * ```
 */
class PieceCutter {
  readonly #unfolded: ReadonlySet<string>;
  readonly #mostBytes: number;
  readonly #frames: Frame[] = [];
  #state: 'before' | 'between' | 'value' | 'after' = 'before';
  /** Of an object: the key that was read and waits for its value. */
  #key: string | null = null;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #kept: Uint8Array[] = [];
  #keptBytes = 0;

  constructor(unfolded: ReadonlySet<string>, mostBytes: number) {
    this.#unfolded = unfolded;
    this.#mostBytes = mostBytes;
  }

  *take(chunk: Uint8Array): Generator<JsonPiece> {
    let start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      if (this.#state === 'value') {
        if (!this.#endsValue(byte)) continue;
        this.#keep(chunk.subarray(start, at));
        const piece = this.#finish(byte);
        if (piece !== null) yield piece;
        continue;
      }
      if (space.has(byte)) continue;
      if (this.#begins(byte)) start = at;
    }
    if (this.#state === 'value') this.#keep(chunk.subarray(start));
  }

  /** @throws JsonBroken */
  end(): void {
    if (this.#state !== 'after') throw new JsonBroken('it ends in the middle');
  }

  /** A byte between two values. @returns whether a value starts with it. */
  #begins(byte: number): boolean {
    if (this.#state === 'after') throw new JsonBroken('something stands after its end');
    if (this.#state === 'before') {
      if (byte !== openArray && byte !== openObject) throw new JsonBroken('it is not JSON');
      this.#frames.push({ isArray: byte === openArray, key: null });
      this.#state = 'between';
      return false;
    }
    if (byte === comma) return false;
    if (byte === closeArray || byte === closeObject) {
      this.#close(byte);
      return false;
    }
    if (byte === openArray && this.#frames.length === 1 && this.#key !== null && this.#unfolded.has(this.#key)) {
      this.#frames.push({ isArray: true, key: this.#key });
      this.#key = null;
      return false;
    }
    this.#state = 'value';
    this.#depth = 0;
    this.#isEscaped = false;
    this.#isInString = byte === quote;
    if (byte === openArray || byte === openObject) this.#depth = 1;
    return true;
  }

  #endsValue(byte: number): boolean {
    if (this.#isInString) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === backslash) this.#isEscaped = true;
      else if (byte === quote) this.#isInString = false;
      return false;
    }
    if (byte === quote) this.#isInString = true;
    else if (byte === openArray || byte === openObject) this.#deeper();
    else if (byte === closeArray || byte === closeObject) {
      if (this.#depth === 0) return true;
      this.#depth -= 1;
    } else if (this.#depth === 0) return byte === comma || byte === colon;
    return false;
  }

  #deeper(): void {
    this.#depth += 1;
    if (this.#depth > deepest) throw new JsonBroken('it is nested too deeply');
  }

  /** @param byte what stands after the value. */
  #finish(byte: number): JsonPiece | null {
    const bytes = this.#keptBytes > this.#mostBytes ? null : joined(this.#kept, this.#keptBytes);
    this.#kept = [];
    this.#keptBytes = 0;
    this.#state = 'between';
    const frame = this.#frames.at(-1);
    if (frame === undefined) throw new JsonBroken('it is not JSON');
    if (byte === colon) {
      if (frame.isArray || this.#key !== null || bytes === null) throw new JsonBroken('it is not JSON');
      this.#key = keyOf(bytes);
      return null;
    }
    const key = frame.isArray ? frame.key : this.#key;
    if (!frame.isArray && key === null) throw new JsonBroken('it is not JSON');
    this.#key = null;
    if (byte !== comma) this.#close(byte);
    return { key, isElement: frame.isArray, bytes };
  }

  #close(byte: number): void {
    const frame = this.#frames.pop();
    if (frame === undefined || frame.isArray !== (byte === closeArray))
      throw new JsonBroken('its brackets do not match');
    if (this.#frames.length === 0) this.#state = 'after';
  }

  /** What is too long is counted, not held. */
  #keep(bytes: Uint8Array): void {
    this.#keptBytes += bytes.length;
    if (this.#keptBytes > this.#mostBytes) this.#kept = [];
    // The reader may use its buffer again.
    else this.#kept.push(Uint8Array.from(bytes));
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function keyOf(bytes: Uint8Array): string {
  const key = parsedJson(bytes);
  if (typeof key !== 'string') throw new JsonBroken('it is not JSON');
  return key;
}

/** @returns undefined for what is not JSON. */
export function parsedJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
