import { mkdir, writeFile } from 'node:fs/promises';
import type { ErrorCode } from '../../../main/contract/errors.ts';
import { assembleFile, type TinyFile } from './tiny-model.ts';

/** A file that must never reach a runner, and what says no to it. */
export type MalformedFile = {
  readonly name: string;
  /** What the native code does with it when nobody checks first. */
  readonly why: string;
  /** `reader`: the header tells. `probe`: only loading it with tensor checks, under a time limit, does. */
  readonly caughtBy: 'reader' | 'probe';
  /** The error's code is one of these. */
  readonly expectation: readonly ErrorCode[];
  write(path: string): Promise<void>;
};

type Content = TinyFile | Uint8Array;

/** A malformed file the reader must refuse with the given code. The content is made when it is written. */
export function refused(name: string, why: string, code: ErrorCode, content: () => Content): MalformedFile {
  return { name, why, caughtBy: 'reader', expectation: [code], write: (path) => writeContent(path, content()) };
}

/** A malformed file whose header is blameless. */
export function leftToProbe(name: string, why: string, content: () => Content): MalformedFile {
  const expectation: readonly ErrorCode[] = ['model-probe-failed', 'model-probe-timeout'];
  return { name, why, caughtBy: 'probe', expectation, write: (path) => writeContent(path, content()) };
}

/** A folder where a file is wanted. */
export function refusedFolder(name: string): MalformedFile {
  const write = async (path: string): Promise<void> => {
    await mkdir(path);
  };
  return { name, why: 'opening it reads nothing', caughtBy: 'reader', expectation: ['file-is-directory'], write };
}

async function writeContent(path: string, content: Content): Promise<void> {
  await writeFile(path, content instanceof Uint8Array ? content : assembleFile(content));
}
