import { getLlama, LlamaLogLevel, type Llama } from 'node-llama-cpp';
import { AppError } from '../contract/errors.ts';
import { shortDetail } from './protocol.ts';

/** The native engine with the last words it logged about a failure. */
export type Engine = {
  readonly llama: Llama;
  readonly threads: number;
  /** Error lines since the last call, oldest first. */
  takeErrorLines(): string[];
};

const keptErrorLines = 20;

/**
 * Loads the prebuilt native library; never builds or downloads one.
 * @throws AppError `runner-start-failed`.
 */
export async function startEngine(threads: number): Promise<Engine> {
  let errorLines: string[] = [];
  const logger = (level: LlamaLogLevel, message: string): void => {
    process.stderr.write(`[${level}] ${message.trimEnd()}\n`);
    if (level !== LlamaLogLevel.error && level !== LlamaLogLevel.fatal) return;
    errorLines = [...errorLines, message].slice(-keptErrorLines);
  };
  try {
    const llama = await getLlama({
      build: 'never',
      skipDownload: true,
      gpu: 'auto',
      maxThreads: threads,
      logLevel: LlamaLogLevel.warn,
      logger,
    });
    const takeErrorLines = (): string[] => {
      const lines = errorLines;
      errorLines = [];
      return lines;
    };
    return { llama, threads, takeErrorLines };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new AppError('runner-start-failed', { detail: shortDetail(message) }, { cause: error });
  }
}

/** Free memory on graphics cards of their own; 0 where the card shares the computer's memory. */
export async function freeVideoMemoryBytes(llama: Llama): Promise<number> {
  if (llama.gpu === false) return 0;
  const state = await llama.getVramState();
  return Math.max(0, state.free - state.unifiedSize);
}
