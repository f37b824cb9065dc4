import { AppError } from '../contract/errors.ts';
import type { Logger } from '../core/ports/host.ts';
import type { MemoryReader } from '../core/ports/memory-reading.ts';
import { defaultStallLimits } from './stall-limits.ts';
import type { RunnerHost } from './runner-host.ts';
import { endRunner, startRunner } from './runner-process.ts';

export type MemoryReaderOptions = {
  readonly host: RunnerHost;
  readonly logger: Logger;
  readonly memoryBytesPerSecond: () => number;
  readonly availableMemoryBytes?: () => number;
  readonly now?: () => number;
};

/** How long a card's free memory is believed; whether there is a card at all does not change while the app runs. */
const videoValidMs = 60_000;

/** Reads what is free. Only a runner can ask graphics cards, so one is started for it, and its answer kept a while. */
export function createMemoryReader(options: MemoryReaderOptions): MemoryReader {
  const { availableMemoryBytes = () => process.availableMemory(), now = Date.now } = options;
  const disposal = new AbortController();
  let video: { readonly bytes: Promise<number>; readonly validUntilMs: number } | null = null;

  async function freeVideoMemory(): Promise<number> {
    if (video === null || now() > video.validUntilMs) {
      const bytes = askRunner(options, disposal.signal);
      video = { bytes, validUntilMs: Infinity };
      const found = await bytes;
      if (found > 0) video = { bytes, validUntilMs: now() + videoValidMs };
    }
    return video.bytes;
  }

  return {
    read: async () => ({
      freeVideoMemoryBytes: await freeVideoMemory(),
      freeMemoryBytes: availableMemoryBytes(),
      isUnified: process.platform === 'darwin' && process.arch === 'arm64',
      memoryBytesPerSecond: options.memoryBytesPerSecond(),
    }),
    dispose: async () => {
      disposal.abort(new AppError('shutting-down'));
      await video?.bytes;
    },
  };
}

async function askRunner({ host, logger }: MemoryReaderOptions, signal: AbortSignal): Promise<number> {
  try {
    const { connection, freeVideoMemoryBytes } = await startRunner({
      host,
      threads: 1,
      stallLimits: defaultStallLimits,
      signal,
    });
    await endRunner(connection);
    return freeVideoMemoryBytes;
  } catch (error) {
    // Without a runner nothing would run here anyway; main memory is still worth telling.
    if (!signal.aborted) logger.error('video memory', error);
    return 0;
  }
}
