import { AppError } from '../../../contract/errors.ts';
import type { ImportDocument, ImportDocuments } from '../../ports/exchange-files.ts';
import { readDocument, type Found } from './read-document.ts';

type Reading = {
  /** Stands in where another app tells no time. */
  readonly nowMs: number;
  /** Bytes read so far, of all documents together. */
  readonly onBytes: (done: number) => void;
  readonly signal: AbortSignal;
};

/**
 * All conversations of all documents. A damaged one among several is counted, and the others are read; when there is nothing
 * else in them, or it is the only one, it is an error. @throws AppError as `readDocument`; the signal's reason.
 */
export async function* readDocuments(all: ImportDocuments, reading: Reading): AsyncGenerator<Found> {
  let doneBytes = 0;
  let failure: AppError | null = null;
  let hasConversations = false;
  for (const document of all.documents) {
    const counted = countingBytes(document, reading, (bytes) => (doneBytes += bytes));
    try {
      for await (const found of readDocument(counted, reading.nowMs)) {
        hasConversations ||= found.type === 'conversation';
        yield found;
      }
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'import-damaged') || all.documents.length === 1) throw error;
      failure ??= error;
      yield { type: 'left-out', reason: 'damaged' };
    }
  }
  if (!hasConversations && failure !== null) throw failure;
}

function countingBytes(
  document: ImportDocument,
  { onBytes, signal }: Reading,
  add: (bytes: number) => number,
): ImportDocument {
  return {
    ...document,
    async *chunks() {
      for await (const chunk of document.chunks()) {
        signal.throwIfAborted();
        onBytes(add(chunk.length));
        yield chunk;
      }
    },
  };
}
