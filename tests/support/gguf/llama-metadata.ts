import { booleanValue, numberArray, numberValue, textArray, textValue, type GgufValue } from './gguf-value.ts';

/** Token types of llama.cpp's vocabulary (`llama.h`, `llama_token_type`). */
export const tokenTypes = { normal: 1, unknown: 2, control: 3, userDefined: 4, byte: 6 } as const;

/** `score` ranks SentencePiece merges: the highest is done first. Default 0. */
export type VocabularyToken = { readonly text: string; readonly type: number; readonly score?: number };

/** The first 261 tokens of every vocabulary here: four special ones, one for each byte, and the space as SentencePiece spells it. */
export const leadingTokens: readonly VocabularyToken[] = [
  { text: '<unk>', type: tokenTypes.unknown },
  { text: '<s>', type: tokenTypes.control },
  { text: '<|im_start|>', type: tokenTypes.control },
  { text: '<|im_end|>', type: tokenTypes.control },
  ...Array.from({ length: 256 }, (_, byte) => ({
    text: `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
    type: tokenTypes.byte,
  })),
  { text: '\u2581', type: tokenTypes.normal },
];

export const specialTokenIds = { unknown: 0, start: 1, turnStart: 2, turnEnd: 3 } as const;

/** ChatML: each turn between `<|im_start|>role` and `<|im_end|>`. */
export const chatMlTemplate = [
  '{%- for message in messages -%}',
  "{{- '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' -}}",
  '{%- endfor -%}',
  "{%- if add_generation_prompt -%}{{- '<|im_start|>assistant\\n' -}}{%- endif -%}",
].join('');

export type LlamaShape = {
  readonly name: string;
  readonly fileType: number;
  readonly layers: number;
  readonly embedding: number;
  readonly feedForward: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headLength: number;
  readonly contextLength: number;
  readonly tokens: readonly VocabularyToken[];
  /** Null leaves the key out. */
  readonly chatTemplate: string | null;
  readonly licence?: string;
};

/** The header entries of a llama-architecture model with a SentencePiece-style vocabulary. */
export function llamaMetadata(shape: LlamaShape): (readonly [key: string, value: GgufValue])[] {
  const uint32 = (value: number): GgufValue => numberValue('uint32', value);
  return [
    ['general.architecture', textValue('llama')],
    ['general.type', textValue('model')],
    ['general.name', textValue(shape.name)],
    ...(shape.licence === undefined ? [] : [['general.license', textValue(shape.licence)] as const]),
    ['general.file_type', uint32(shape.fileType)],
    ['general.quantization_version', uint32(2)],
    ['llama.block_count', uint32(shape.layers)],
    ['llama.context_length', uint32(shape.contextLength)],
    ['llama.embedding_length', uint32(shape.embedding)],
    ['llama.feed_forward_length', uint32(shape.feedForward)],
    ['llama.vocab_size', uint32(shape.tokens.length)],
    ['llama.rope.dimension_count', uint32(shape.headLength)],
    ['llama.rope.freq_base', numberValue('float32', 10_000)],
    ['llama.attention.head_count', uint32(shape.heads)],
    ['llama.attention.head_count_kv', uint32(shape.kvHeads)],
    ['llama.attention.key_length', uint32(shape.headLength)],
    ['llama.attention.value_length', uint32(shape.headLength)],
    ['llama.attention.layer_norm_rms_epsilon', numberValue('float32', 1e-5)],
    ['tokenizer.ggml.model', textValue('llama')],
    ['tokenizer.ggml.pre', textValue('default')],
    ['tokenizer.ggml.tokens', textArray(shape.tokens.map(({ text }) => text))],
    [
      'tokenizer.ggml.scores',
      numberArray(
        'float32',
        shape.tokens.map(({ score }) => score ?? 0),
      ),
    ],
    [
      'tokenizer.ggml.token_type',
      numberArray(
        'int32',
        shape.tokens.map(({ type }) => type),
      ),
    ],
    ['tokenizer.ggml.unknown_token_id', uint32(specialTokenIds.unknown)],
    ['tokenizer.ggml.bos_token_id', uint32(specialTokenIds.start)],
    ['tokenizer.ggml.eos_token_id', uint32(specialTokenIds.turnEnd)],
    ['tokenizer.ggml.add_bos_token', booleanValue(true)],
    ['tokenizer.ggml.add_space_prefix', booleanValue(false)],
    ...(shape.chatTemplate === null ? [] : [['tokenizer.chat_template', textValue(shape.chatTemplate)] as const]),
  ];
}
