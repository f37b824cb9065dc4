import { expect, test } from 'vitest';
import { AppError } from '../../main/contract/errors.ts';
import type { ByteSource } from '../../main/gguf/byte-source.ts';
import { readGgufHeader } from '../../main/gguf/gguf-header.ts';
import { judgeHeader } from '../../main/gguf/judge-header.ts';
import { seededRandom } from '../support/gguf/seeded-random.ts';
import { assembleFile, dataStart, tinyModel } from '../support/gguf/tiny-model.ts';

const rounds = 3_000;
const interestingBytes = [0x00, 0x01, 0x7f, 0x80, 0xff];

function inMemory(bytes: Uint8Array): ByteSource {
  return {
    sizeBytes: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  };
}

async function outcome(bytes: Uint8Array): Promise<string> {
  try {
    const header = await readGgufHeader(inMemory(bytes), 'fuzz.gguf');
    await judgeHeader({ ...header, path: 'fuzz.gguf', partPaths: null });
    return 'accepted';
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith('gguf-')) return error.code;
    throw error;
  }
}

/** Flips one to eight bytes of the header, and cuts one file in four. */
function damaged(whole: Buffer, headerBytes: number, seed: number): Uint8Array {
  const random = seededRandom(seed);
  const bytes = Buffer.from(whole);
  for (let flip = 0; flip <= random.below(8); flip += 1) {
    const replacement =
      random.below(2) === 0 ? random.below(256) : interestingBytes[random.below(interestingBytes.length)];
    bytes[random.below(headerBytes)] = replacement ?? 0;
  }
  return random.below(4) === 0 ? bytes.subarray(0, random.below(bytes.length)) : bytes;
}

test('a damaged header is accepted or refused with a code, never a crash, a hang or a flood of memory', async () => {
  const file = tinyModel();
  const whole = assembleFile(file);
  const headerBytes = dataStart(file);
  const startedAtMs = performance.now();
  const seen = new Map<string, number>();
  for (let seed = 1; seed <= rounds; seed += 1) {
    const code = await outcome(damaged(whole, headerBytes, seed));
    seen.set(code, (seen.get(code) ?? 0) + 1);
  }
  // All of these must occur, or the fuzz is too tame or too wild to prove anything.
  expect([...seen.keys()].sort()).toEqual(
    expect.arrayContaining(['accepted', 'gguf-limit', 'gguf-malformed', 'gguf-truncated']),
  );
  expect(process.memoryUsage().rss).toBeLessThan(1_000_000_000);
  expect(performance.now() - startedAtMs).toBeLessThan(30_000);
});

test('a source that hands out a byte at a time, and a source that shrinks, are read to the same end', async () => {
  const whole = assembleFile(tinyModel());
  const drip: ByteSource = {
    sizeBytes: whole.length,
    read: async (offset, length) => whole.subarray(offset, offset + Math.min(length, 1)),
  };
  const shrunk: ByteSource = {
    sizeBytes: whole.length,
    read: async (offset, length) => whole.subarray(offset, Math.min(offset + length, 1_000)),
  };
  const direct = await readGgufHeader(inMemory(whole), 'whole.gguf');
  expect(await readGgufHeader(drip, 'drip.gguf')).toEqual(direct);
  await expect(readGgufHeader(shrunk, 'shrunk.gguf')).rejects.toMatchObject({ code: 'gguf-truncated' });
});
