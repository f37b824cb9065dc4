import { AppError } from '../../../contract/errors.ts';
import { maxMessageLength } from '../../../contract/chat.ts';
import type { LeftOutReason } from '../../../contract/exchange.ts';
import type { ImportDocument } from '../../ports/exchange-files.ts';
import { fromChatGpt, isChatGpt } from './from-chatgpt.ts';
import { fromCounterweight, readHead, type FileHead } from './from-counterweight.ts';
import { fromLmStudio, isLmStudio } from './from-lm-studio.ts';
import type { Imported } from './imported.ts';
import { JsonBroken, jsonPieces, parsedJson, type JsonPiece } from './json-pieces.ts';
import type { Fields } from './unknown-fields.ts';

/** Bytes of one conversation: read whole, so it is bounded. */
export const mostConversationBytes = 128 * 1024 * 1024;

export type Found =
  | { readonly type: 'conversation'; readonly imported: Imported }
  /** Something that cannot be taken. */
  | { readonly type: 'left-out'; readonly reason: LeftOutReason };

/**
 * The conversations of one document, whoever wrote it, one after the other. A document of no known kind is `other-files`.
 * @throws AppError `import-damaged`, `import-newer`, and whatever reading it throws.
 */
export async function* readDocument(document: ImportDocument, nowMs: number): AsyncGenerator<Found> {
  const members: Record<string, unknown> = {};
  let memberBytes = 0;
  let head: FileHead | null = null;
  let isKnown = false;
  const options = { unfolded: new Set(['conversations']), mostBytes: mostConversationBytes };
  try {
    for await (const piece of jsonPieces(document.chunks(), options)) {
      if (!piece.isElement) {
        memberBytes += piece.bytes?.length ?? 0;
        // Together they may be a conversation, so they are bounded as one.
        const isKept = piece.bytes !== null && memberBytes <= mostConversationBytes;
        if (piece.key !== null) members[piece.key] = isKept ? parsedJson(piece.bytes) : undefined;
        continue;
      }
      if (piece.key !== null) head ??= readHead(members, document.name);
      const found = readElement(piece, head, nowMs);
      // The first of a list tells what it is a list of.
      if (found === null && !isKnown) return yield { type: 'left-out', reason: 'other-files' };
      isKnown = true;
      yield found ?? { type: 'left-out', reason: 'damaged' };
    }
  } catch (error) {
    if (!(error instanceof JsonBroken)) throw error;
    throw new AppError('import-damaged', { name: document.name, detail: error.message }, { cause: error });
  }
  if (!isKnown) yield readWhole(members, document.name, nowMs);
}

function readElement({ bytes }: JsonPiece, head: FileHead | null, nowMs: number): Found | null {
  if (bytes === null) return { type: 'left-out', reason: 'too-large' };
  const value = parsedJson(bytes);
  if (head !== null) return checked(fromCounterweight(value, head));
  return isChatGpt(value) ? checked(fromChatGpt(value, nowMs)) : null;
}

/** A document that is one conversation, or a list of ours with nothing in it. */
function readWhole(members: Fields, name: string, nowMs: number): Found {
  if (isChatGpt(members)) return checked(fromChatGpt(members, nowMs));
  if (isLmStudio(members)) return checked(fromLmStudio(members, name, nowMs));
  return { type: 'left-out', reason: readHead(members, name) === null ? 'other-files' : 'empty' };
}

function checked(imported: Imported | null): Found {
  if (imported === null) return { type: 'left-out', reason: 'damaged' };
  const { messages } = imported.conversation;
  if (messages.length === 0) return { type: 'left-out', reason: 'empty' };
  const isTooLong = messages.some(({ text, reasoning }) => Math.max(text.length, reasoning.length) > maxMessageLength);
  return isTooLong ? { type: 'left-out', reason: 'too-large' } : { type: 'conversation', imported };
}
