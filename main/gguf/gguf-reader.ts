import { AppError } from '../contract/errors.ts';
import type { FileStamp, GgufReader, GgufReading } from '../core/ports/gguf-reader.ts';
import { openFileSource } from './file-source.ts';
import { readGgufHeader, type GgufHeader } from './gguf-header.ts';
import { judgeArchitecture } from './judge-architecture.ts';
import { judgeTemplate } from './judge-template.ts';
import { judgeTensors } from './judge-tensors.ts';
import { judgeTokenizer } from './judge-tokenizer.ts';
import { MetadataView } from './metadata-view.ts';
import { modelFacts } from './model-facts.ts';
import { checkModelKind } from './model-kind.ts';
import { checkAlone, checkParts, modelStem, splitPartPaths } from './split-parts.ts';

type Part = { readonly header: GgufHeader; readonly stamp: FileStamp };

/** The reader of GGUF headers: without native code, bounded in time and memory by `ggufLimits`. */
export function createGgufReader(): GgufReader {
  return { read: readGguf };
}

async function readGguf(path: string, signal?: AbortSignal): Promise<GgufReading> {
  signal?.throwIfAborted();
  const partPaths = splitPartPaths(path);
  const parts = partPaths === null ? [await readPart(path, signal)] : await readParts(path, partPaths, signal);
  const [first] = parts;
  if (first === undefined) throw new Error('A model has at least one part');
  if (partPaths === null) checkAlone(path, first.header);
  else checkParts(parts.map(({ header }) => header));
  const tensors = parts.flatMap(({ header }) => header.tensors);
  const reading = await judge(path, first.header.metadata, tensors, partPaths, signal);
  return { ...reading, files: parts.map(({ stamp }) => stamp) };
}

async function readPart(path: string, signal: AbortSignal | undefined): Promise<Part> {
  const source = await openFileSource(path);
  try {
    return { header: await readGgufHeader(source, path, signal), stamp: source.stamp };
  } finally {
    await source.close();
  }
}

async function readParts(path: string, partPaths: readonly string[], signal: AbortSignal | undefined): Promise<Part[]> {
  const parts: Part[] = [];
  for (const partPath of partPaths) {
    try {
      parts.push(await readPart(partPath, signal));
    } catch (error) {
      const isMissing = error instanceof AppError && error.code === 'file-not-found' && partPath !== path;
      throw isMissing ? incomplete(partPath, partPaths.length, error) : error;
    }
  }
  return parts;
}

function incomplete(partPath: string, count: number, cause: AppError): AppError {
  const missing = partPath.split(/[\\/]/).at(-1) ?? partPath;
  return new AppError('gguf-split-incomplete', { missing, count }, { cause });
}

async function judge(
  path: string,
  metadata: GgufHeader['metadata'],
  tensors: GgufHeader['tensors'],
  partPaths: readonly string[] | null,
  signal: AbortSignal | undefined,
): Promise<Pick<GgufReading, 'facts' | 'chatTemplate'>> {
  const view = new MetadataView(metadata);
  checkModelKind(view, tensors.length > 0);
  const hyperparameters = judgeArchitecture(view);
  const tokenizer = await judgeTokenizer(view, signal);
  judgeTensors(tensors, { ...hyperparameters, ...tokenizer });
  const chatTemplate = judgeTemplates(view);
  const facts = modelFacts({
    view,
    tensors,
    hyperparameters,
    tokenizer,
    hasChatTemplate: chatTemplate !== null,
    fallbackName: modelStem(path),
    split: partPaths === null ? null : { count: partPaths.length, partPaths: [...partPaths] },
  });
  return { facts, chatTemplate };
}

/** Judges every template of the header, the ones for tools and ranking too. @returns the one for chats. */
function judgeTemplates(view: MetadataView): string | null {
  const prefix = 'tokenizer.chat_template';
  for (const key of view.metadata.keys()) {
    if (key !== prefix && !key.startsWith(`${prefix}.`)) continue;
    const template = view.text(key);
    if (template !== null) judgeTemplate(template, key);
  }
  const template = view.text(prefix);
  return template === null || template.trim() === '' ? null : template;
}
