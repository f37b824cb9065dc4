import { describe, expect, it } from 'vitest';
import { errorCodes, type AppErrorData, type ErrorCode, type ErrorParams } from '../../../main/contract/errors.ts';
import { errorText } from '../../../renderer/i18n/error-text.ts';

/** One real set of parameters for each code that has any. */
const samples: Partial<Record<ErrorCode, ErrorParams>> = {
  'grammar-invalid': { detail: 'expecting name at line 1' },
  'schema-invalid': { detail: 'not JSON' },
  'attachment-not-text': { name: 'photo.png' },
  'attachments-too-many': { limit: 32 },
  'attachment-too-large': { name: 'log.txt', sizeBytes: 9_000_000, limitBytes: 4_000_000 },
  'import-unknown': { name: 'notes.zip' },
  'import-newer': { name: 'conversations.json' },
  'import-too-large': { name: 'conversations.json', sizeBytes: 5e9, limitBytes: 4294967296 },
  'import-damaged': { name: 'conversations.json', detail: 'it ends in mid-sentence' },
  'votes-foreign': { name: 'pairs.jsonl' },
  'votes-malformed': { name: 'votes.csv', line: 12, detail: 'a column is missing' },
  'export-failed': { path: '/exports/chats.json', detail: 'permission denied' },
  'backup-damaged': { name: 'daily-2026-11-20.db' },
  'backup-failed': { path: '/data/backups', detail: 'no space' },
  'summary-failed': { detail: 'an empty reply' },
  'bad-request': { detail: 'too long.' },
  'not-found': { what: 'model' },
  internal: { reference: '1a2b3c4d' },
  'file-not-found': { path: '/models/a.gguf' },
  'file-unreadable': { path: '/models/a.gguf' },
  'file-is-directory': { path: '/models' },
  'gguf-not-gguf': { path: '/models/a.gguf' },
  'gguf-version-unsupported': { version: 9 },
  'gguf-truncated': { expectedBytes: 4_000_000_000, actualBytes: 1_500_000_000 },
  'gguf-malformed': { field: 'tokenizer.ggml.tokens', detail: 'not an array' },
  'gguf-limit': { field: 'tensor count', value: 90_000_000, limit: 65_536 },
  'gguf-not-a-language-model': { kind: 'clip' },
  'gguf-split-incomplete': { missing: 'a-00002-of-00003.gguf', count: 3 },
  'model-missing': { name: 'Bigram', path: '/models/a.gguf' },
  'model-probe-failed': { detail: 'bad tensor' },
  'model-probe-timeout': { seconds: 60 },
  'runner-start-failed': { detail: 'no such file' },
  'runner-load-failed': { detail: 'out of memory' },
  'runner-crashed': { cause: 'SIGKILL', phase: 'generating' },
  'runner-stalled': { seconds: 30, phase: 'prefilling' },
  'runner-failed': { detail: 'decode failed' },
  'memory-short': { neededBytes: 8 * 1024 ** 3, freeBytes: 3.5 * 1024 ** 3, fittingContextSize: 2048 },
  'runner-out-of-memory': { phase: 'loading', detail: 'failed to allocate 2 GiB' },
  'model-quarantined': { name: 'Bigram', phase: 'loading', cause: 'SIGABRT' },
  'model-in-use': { name: 'Bigram' },
  'model-changed': { name: 'Bigram' },
  'template-failed': { detail: 'Unknown filter' },
  'backend-unavailable': { backend: 'cuda', problem: 'no driver' },
  'draft-unfit': { detail: 'another vocabulary' },
  'settings-invalid': { field: 'contextSize', value: -5 },
  'adapter-unfit': { name: 'Pirate', detail: 'blk.0.attn_q.weight is 512 × 512, not 2048 × 2048' },
  'adapter-missing': { name: 'Pirate', path: '/models/pirate.gguf' },
  'adapter-unsupported': { kind: 'aLoRA' },
  'peft-unsupported': { what: 'Architecture gpt2', detail: 'llama, qwen and mistral can be converted' },
  'peft-malformed': { file: 'adapter_config.json', detail: 'r is missing' },
  'folder-unreadable': { path: '/models' },
  'link-impossible': { path: '/models/a.gguf' },
  'trash-failed': { path: '/models/a.gguf' },
  'store-move-unfit': { path: '/disk', detail: 'it is inside the models folder' },
  'hash-mismatch': { name: 'Bigram' },
  'columns-limit': { least: 2, most: 6 },
  'context-overflow': { promptTokens: 9_001, contextSize: 8_192 },
  'disk-full': { path: '/data' },
  'data-folder-unwritable': { path: '/data' },
  'database-newer': { databaseVersion: 7, appVersion: '0.1.0', path: '/data/a.db' },
  'database-damaged': { path: '/data/a.db' },
  'database-in-use': { path: '/data/a.db' },
  'network-unreachable': { host: 'hub.example' },
  'network-interrupted': { host: 'hub.example' },
  'network-timeout': { host: 'hub.example', seconds: 20 },
  'network-untrusted': { host: 'hub.example', detail: 'CERT_HAS_EXPIRED' },
  'network-oversized': { host: 'hub.example', limitBytes: 32_000_000 },
  'hub-gated': { repo: 'owner/name' },
  'hub-not-found': { what: 'owner/name' },
  'hub-disabled': { repo: 'owner/name' },
  'hub-rate-limited': { seconds: 56 },
  'hub-unavailable': { status: 503 },
  'hub-malformed': { detail: 'not JSON' },
  'download-mismatch': { file: 'a.gguf' },
  'download-changed': { file: 'a.gguf' },
  'download-unverifiable': { file: 'a.gguf' },
  'download-refused': { file: 'a.gguf', status: 403 },
  'disk-short': { neededBytes: 8_000_000_000, freeBytes: 1_000_000_000 },
  'models-folder-unwritable': { path: '/models' },
};

const errorOf = (code: ErrorCode, params: ErrorParams = samples[code] ?? {}): AppErrorData => ({
  code,
  params,
  isRetryable: false,
});

describe('errorText', () => {
  // Would catch: a placeholder whose name is not the one main sends (shown as a dash), or left unfilled.
  it.each(errorCodes)('fills every gap of %s with what main sends', (code) => {
    const words = Object.values(errorText(errorOf(code))).join(' ');
    expect(words).not.toMatch(/[{}–]|undefined|NaN/);
  });

  // Would catch: blame, shouting, a text that stops in mid-sentence, a full stop doubled by the detail's own.
  it.each(errorCodes)('puts %s into whole calm sentences', (code) => {
    const { title, explanation, nextStep } = errorText(errorOf(code));
    expect(title).toMatch(/^[A-Z].*[^.!]$/);
    expect(`${explanation}\n${nextStep}`).toMatch(/^\S.*[^.]\.\n[A-Z].*[^.]\.$/);
    expect(`${title} ${explanation} ${nextStep}`).not.toMatch(/!|\byou (must|failed|forgot)\b|\binvalid\b|\berror\b/i);
  });

  it('gives figures with units', () => {
    expect([errorText(errorOf('memory-short')).explanation, errorText(errorOf('gguf-truncated')).explanation]).toEqual([
      'This model needs about 8\u00a0GiB, and 3.5\u00a0GiB are free.',
      'It should hold at least 4\u00a0GB, and 1.5\u00a0GB are here. A download that stopped early looks like this.',
    ]);
  });

  it('says what the runner was doing in words, and an unknown phase as it is', () => {
    const said = ['prefilling', 'tuning'].map(
      (phase) => errorText(errorOf('runner-stalled', { seconds: 30, phase })).explanation,
    );
    expect(said).toEqual([
      expect.stringContaining('while reading the conversation, so'),
      expect.stringContaining('while tuning, so'),
    ]);
  });
});
