import { expect, test } from 'vitest';
import { JsonBroken, jsonPieces, parsedJson } from '../../../main/core/exchange/import/json-pieces.ts';
import { seededRandom, type SeededRandom } from '../../support/gguf/seeded-random.ts';

async function* inChunks(bytes: Uint8Array, random: SeededRandom): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length;) {
    const length = 1 + random.below(7);
    // One buffer for all, as a file stream may have.
    yield bytes.slice(at, at + length);
    at += length;
  }
}

async function rebuilt(text: string, random: SeededRandom): Promise<unknown> {
  const options = { unfolded: new Set(['conversations']), mostBytes: 1_000_000 };
  const members: Record<string, unknown> = {};
  const elements: unknown[] = [];
  for await (const { key, isElement, bytes } of jsonPieces(inChunks(new TextEncoder().encode(text), random), options)) {
    const value = bytes === null ? undefined : parsedJson(bytes);
    if (isElement) elements.push(value);
    else members[key ?? ''] = value;
  }
  if (text.trimStart().startsWith('[')) return elements;
  return elements.length > 0 ? { ...members, conversations: elements } : members;
}

function randomValue(random: SeededRandom, depth: number): unknown {
  const kind = random.below(depth > 3 ? 5 : 7);
  if (kind === 0) return null;
  if (kind === 1) return random.below(1000) - 500.5;
  if (kind === 2) return random.below(2) === 0;
  if (kind < 5) return ['', '"quoted\\"', '}{][,:', '\\', '日本\n👩‍👧', '\u0000'][random.below(6)];
  const count = random.below(4);
  if (kind === 5) return Array.from({ length: count }, () => randomValue(random, depth + 1));
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}"\\:,`, randomValue(random, depth + 1)]));
}

test('whatever JSON is cut into pieces, the pieces are what JSON.parse reads, however the bytes arrive', async () => {
  for (let seed = 1; seed <= 400; seed += 1) {
    const random = seededRandom(seed);
    const items = Array.from({ length: random.below(5) }, () => randomValue(random, 0));
    const value =
      seed % 3 === 0
        ? items
        : { a: randomValue(random, 0), conversations: seed % 3 === 1 ? [...items, 1] : 'x', z: items };
    const text = JSON.stringify(value, null, seed % 2 === 0 ? 2 : 0);
    expect(await rebuilt(seed % 5 === 0 ? `\ufeff ${text}\n` : text, random)).toEqual(value);
  }
});

test('a piece that is too long is read over, and the next one is whole', async () => {
  const text = JSON.stringify(['x'.repeat(500), 'short']);
  const sizes: (number | null)[] = [];
  const chunks = inChunks(new TextEncoder().encode(text), seededRandom(1));
  for await (const { bytes } of jsonPieces(chunks, { unfolded: new Set(), mostBytes: 100 }))
    sizes.push(bytes?.length ?? null);
  expect(sizes).toEqual([null, 7]);
});

test('a file that is nested without end is refused before a parser fills the memory with it', async () => {
  const chunks = inChunks(Buffer.from('['.repeat(5_000)), seededRandom(1));
  const pieces = jsonPieces(chunks, { unfolded: new Set(), mostBytes: 1_000_000 });
  await expect(pieces.next()).rejects.toBeInstanceOf(JsonBroken);
});
