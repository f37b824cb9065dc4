import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { SegmentMap } from '../../../main/downloads/segment-map.ts';
import { TrailingHash } from '../../../main/downloads/trailing-hash.ts';
import { seededBytes } from '../../../tests/support/hub/seeded-bytes.ts';
import { runBench } from '../harness.ts';

const fileBytes = 2 * 1024 ** 3;
const segmentBytes = 16 * 1024 * 1024;

await runBench('verify', async (bench) => {
  const folder = mkdtempSync(join(tmpdir(), 'counterweight-bench-'));
  try {
    const path = join(folder, 'model.gguf');
    const { crcs, sha256 } = writeModel(path);
    readThrough(path);
    const digests = new Set<string>();
    const { ours, openssl } = await bench.alternate({
      ours: async () => {
        const startedAt = performance.now();
        digests.add(await verify(path, crcs, sha256));
        return { mbPerSecond: speed(startedAt) };
      },
      openssl: async () => {
        const startedAt = performance.now();
        const said = execFileSync('openssl', ['dgst', '-sha256', '-r', path], { encoding: 'utf8' });
        const mbPerSecond = speed(startedAt);
        digests.add(said.slice(0, 64));
        return { mbPerSecond };
      },
    });
    if (digests.size !== 1) throw new Error('the digests differ');
    bench.note('2 GB in the page cache; ours is the worker thread that verifies downloads, its start included.');
    if (ours['mbPerSecond']) bench.figure('ours', ours['mbPerSecond'], 'MB/s');
    if (openssl['mbPerSecond']) bench.figure('openssl dgst -sha256', openssl['mbPerSecond'], 'MB/s');
    const ratio = (ours['mbPerSecond']?.median ?? NaN) / (openssl['mbPerSecond']?.median ?? NaN);
    bench.target('ours / openssl', ratio, { atLeast: 0.8 });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** What a resumed download does with a file that is all there. */
async function verify(path: string, crcs: readonly number[], sha256: string): Promise<string> {
  const fd = openSync(path, 'r');
  const records = crcs.map((crc) => ({ written: segmentBytes, crc }));
  const map = new SegmentMap(fileBytes, segmentBytes, records);
  const hash = new TrailingHash(fd, map, sha256, { onHashed: () => undefined, onSuspects: () => undefined });
  try {
    return (await hash.settle()) ?? 'damaged';
  } finally {
    await hash.dispose();
    closeSync(fd);
  }
}

function writeModel(path: string): { crcs: number[]; sha256: string } {
  const hash = createHash('sha256');
  const fd = openSync(path, 'w');
  const crcs: number[] = [];
  for (let at = 0; at < fileBytes; at += segmentBytes) {
    const segment = seededBytes(at / segmentBytes + 1, segmentBytes);
    writeSync(fd, segment);
    crcs.push(crc32(segment));
    hash.update(segment);
  }
  closeSync(fd);
  execFileSync('sync');
  return { crcs, sha256: hash.digest('hex') };
}

function readThrough(path: string): void {
  const fd = openSync(path, 'r');
  const buffer = Buffer.alloc(segmentBytes);
  while (readSync(fd, buffer) > 0);
  closeSync(fd);
}

function speed(startedAt: number): number {
  return fileBytes / 1e6 / ((performance.now() - startedAt) / 1000);
}
