import type { Fit } from '../../../contract/hub.ts';
import type { MemoryReading } from '../../ports/memory-reading.ts';

/** Bits a weight of a Q4_K_M file as a whole, the usual choice. */
const usualBits = 4.9;
/** A short context, buffers and the process, for lists. */
const aside = 600_000_000;

/** Where a model of so many parameters would run, before anything of it is known. */
export function guessFit(parameterCount: number, memory: MemoryReading): Fit {
  const needed = (parameterCount * usualBits) / 8 + aside;
  if (memory.isUnified) return needed <= memory.freeMemoryBytes * 0.85 ? 'gpu' : within(needed, memory.freeMemoryBytes);
  if (needed <= memory.freeVideoMemoryBytes * 0.92) return 'gpu';
  const isCardUseful = memory.freeVideoMemoryBytes > needed * 0.2;
  const total = memory.freeMemoryBytes + memory.freeVideoMemoryBytes * 0.92;
  if (needed > total * 0.85) return within(needed, total);
  return isCardUseful ? 'gpu-and-cpu' : 'cpu';
}

function within(needed: number, free: number): Fit {
  return needed <= free ? 'tight' : 'too-large';
}
