import { z } from 'zod';

/**
 * Every failure a person may meet. The renderer owns the words (`renderer/i18n`); a code never changes meaning.
 * Parameters named in the comments are always present.
 */
export const errorCodes = [
  'bad-request', // detail
  'not-found', // what
  'internal', // reference
  'shutting-down',
  // a file from disk
  'file-not-found', // path
  'file-unreadable', // path
  'file-is-directory', // path
  // the GGUF header
  'gguf-not-gguf', // path
  'gguf-version-unsupported', // version
  'gguf-truncated', // expectedBytes, actualBytes
  'gguf-malformed', // field, detail
  'gguf-limit', // field, value, limit
  'gguf-not-a-language-model', // kind
  'gguf-split-incomplete', // missing (file name), count
  // a model
  'model-missing', // name, path
  'model-probe-failed', // detail
  'model-probe-timeout', // seconds
  'model-not-selected',
  'model-not-loaded',
  // a runner
  'runner-start-failed', // detail
  'runner-load-failed', // detail
  'runner-crashed', // cause (signal name or exit code), phase
  'runner-stalled', // seconds, phase
  'runner-failed', // detail
  'memory-short', // neededBytes, freeBytes, fittingContextSize (0: none)
  'runner-out-of-memory', // phase, detail
  'model-quarantined', // name, phase, cause
  'model-in-use', // name
  'model-changed', // name: the file was replaced or cut short while it was loaded
  'template-failed', // detail
  'backend-unavailable', // backend, problem
  'draft-unfit', // detail
  'settings-invalid', // field, value
  // adapters
  'adapter-unfit', // name, detail
  'adapter-missing', // name, path
  'adapter-unsupported', // kind
  'peft-unsupported', // what (architecture, module or setting), detail
  'peft-malformed', // file, detail
  // the library
  'folder-unreadable', // path
  'link-impossible', // path
  'trash-failed', // path
  'store-move-running',
  'store-move-unfit', // path, detail
  'hash-mismatch', // name
  'context-overflow', // promptTokens, contextSize
  'conversation-busy',
  'answer-failed', // why is hidden until names may be seen
  'columns-limit', // least, most
  'names-hidden',
  // the form of a reply
  'grammar-invalid', // detail
  'schema-invalid', // detail
  // what is attached to a message
  'attachment-not-text', // name
  'attachment-too-large', // name, sizeBytes, limitBytes
  'attachments-too-many', // limit
  // conversations of elsewhere
  'import-unknown', // name: none of the formats we know
  'import-damaged', // name, detail
  'import-newer', // name: written by a newer version of this app
  'import-too-large', // name, sizeBytes, limitBytes
  'export-failed', // path, detail
  // votes of elsewhere
  'votes-foreign', // name: pairs or a table that do not tell who took part
  'votes-malformed', // name, line (1 is the first), detail
  // copies of the database
  'backup-damaged', // name
  'backup-failed', // path, detail
  'summary-failed', // detail
  // storage
  'disk-full', // path
  'data-folder-unwritable', // path
  'database-newer', // databaseVersion, appVersion, path
  'database-damaged', // path
  'database-in-use', // path
  // the network
  'network-offline',
  'network-unreachable', // host
  'network-interrupted', // host
  'network-timeout', // host, seconds
  'network-untrusted', // host, detail
  'network-oversized', // host, limitBytes
  // the Hub
  'hub-unauthorised',
  'hub-gated', // repo
  'hub-not-found', // what
  'hub-disabled', // repo
  'hub-rate-limited', // seconds
  'hub-unavailable', // status
  'hub-malformed', // detail
  // a download
  'download-mismatch', // file
  'download-changed', // file
  'download-unverifiable', // file
  'download-refused', // file, status
  'disk-short', // neededBytes, freeBytes
  'models-folder-unwritable', // path
] as const;

export const errorCodeSchema = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

export const errorParamsSchema = z.record(z.string(), z.union([z.string(), z.number()]));
export type ErrorParams = z.infer<typeof errorParamsSchema>;

/** An expected failure as data: crosses processes, is stored with a reply, is translated by the renderer. */
export const appErrorDataSchema = z.object({
  code: errorCodeSchema,
  params: errorParamsSchema,
  /** True when doing the same thing again may succeed. */
  isRetryable: z.boolean(),
});
export type AppErrorData = z.infer<typeof appErrorDataSchema>;

/** An expected failure as an exception. Bugs are thrown as ordinary errors; a cancel is neither. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly isRetryable: boolean;

  constructor(code: ErrorCode, params: ErrorParams = {}, options: { isRetryable?: boolean; cause?: unknown } = {}) {
    super(`${code} ${JSON.stringify(params)}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.params = params;
    this.isRetryable = options.isRetryable ?? false;
  }

  toData(): AppErrorData {
    return { code: this.code, params: this.params, isRetryable: this.isRetryable };
  }

  static fromData(data: AppErrorData): AppError {
    return new AppError(data.code, data.params, { isRetryable: data.isRetryable });
  }
}
