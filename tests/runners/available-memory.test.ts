import { totalmem } from 'node:os';
import { expect, test } from 'vitest';
import { availableMemoryBytes, reclaimableFromVmStat } from '../../main/runners/available-memory.ts';

const idleMac = `Mach Virtual Memory Statistics: (page size of 16384 bytes)
Pages free:                               12000.
Pages active:                            350000.
Pages inactive:                          340000.
Pages speculative:                         8000.
Pages throttled:                              0.
Pages wired down:                        150000.
Pages purgeable:                           5000.
"Translation faults":                 987654321.
`;

test('a Mac’s file cache counts as available: its free pages alone would refuse every model', () => {
  expect(reclaimableFromVmStat(idleMac)).toBe((12_000 + 340_000 + 8_000) * 16_384);
  expect(reclaimableFromVmStat('vm_stat: no such thing')).toBe(0);
});

test('what is available lies between nothing and everything', async () => {
  const bytes = await availableMemoryBytes();
  expect(bytes).toBeGreaterThanOrEqual(process.availableMemory() / 2);
  expect(bytes).toBeLessThanOrEqual(totalmem());
});
