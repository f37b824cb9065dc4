import { AppError } from '../contract/errors.ts';
import type { MetadataView } from './metadata-view.ts';

/**
 * Architectures that are GGUF files and no chat model, with what they are instead. Anything that is not named here may
 * be a language model: llama.cpp learns new ones every month.
 */
const otherKinds: ReadonlyMap<string, string> = new Map([
  ...kinds('projector', ['clip', 'mmproj']),
  ...kinds('control-vector', ['controlvector']),
  ...kinds('embedding', [
    'bert',
    'modern-bert',
    'nomic-bert',
    'nomic-bert-moe',
    'neo-bert',
    'jina-bert-v2',
    'jina-bert-v3',
    'eurobert',
    'gemma-embedding',
    'llama-embed',
    't5encoder',
  ]),
  ...kinds('encoder-decoder', ['t5']),
  ...kinds('diffusion', ['dream', 'llada', 'llada-moe', 'rnd1']),
  ...kinds('draft', ['eagle3', 'dflash', 'gemma4-assistant']),
  ...kinds('speech', ['wavtokenizer-dec', 'whisper', 'qwen3tts']),
  ...kinds('image', ['flux', 'sd1', 'sd3', 'sdxl', 'aura', 'hidream', 'lumina2', 'pixart', 'qwen_image']),
  ...kinds('video', ['wan', 'ltxv', 'hyvid', 'cosmos']),
]);

function kinds(kind: string, architectures: readonly string[]): (readonly [string, string])[] {
  return architectures.map((architecture) => [architecture, kind] as const);
}

/** llama.cpp's pooling types (`llama.h`): a model that has one was made to embed or to rank. */
const pooling = { none: 0, rank: 4 } as const;

/**
 * Says no to files that hold something else than a model that writes text.
 * @throws AppError `gguf-not-a-language-model` with the kind.
 */
export function checkModelKind(view: MetadataView, hasTensors: boolean): void {
  const kind = kindOf(view, hasTensors);
  if (kind !== null) throw new AppError('gguf-not-a-language-model', { kind });
}

function kindOf(view: MetadataView, hasTensors: boolean): string | null {
  const type = view.textIfAny('general.type');
  if (type !== null && type !== '' && type !== 'model') return type === 'mmproj' ? 'projector' : type.slice(0, 64);
  const architecture = view.textIfAny('general.architecture') ?? '';
  const other = otherKinds.get(architecture);
  if (other !== undefined) return other;
  if (view.textIfAny('adapter.type') !== null) return 'adapter';
  const poolingType = view.integer(`${architecture}.pooling_type`, { least: -1, most: 255 }) ?? pooling.none;
  if (poolingType > pooling.none) return poolingType === pooling.rank ? 'reranker' : 'embedding';
  const tokenizer = view.textIfAny('tokenizer.ggml.model');
  if (tokenizer === 'none' || tokenizer === 'no_vocab') return 'no-vocabulary';
  return hasTensors ? null : 'vocabulary';
}
