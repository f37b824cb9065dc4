import { createHash, randomUUID } from 'node:crypto';
import { maxAttachmentBytes, maxAttachments, type Attachment } from '../../contract/attachments.ts';
import type { DraftKey } from '../../contract/drafts.ts';
import { AppError } from '../../contract/errors.ts';
import type { AttachmentId } from '../../contract/ids.ts';
import type { AttachmentRepository } from '../ports/attachment-repository.ts';
import type { Clock } from '../ports/clock.ts';
import { decodeText } from './decode-text.ts';
import { safeFileName } from './file-name.ts';

export type AttachmentPorts = {
  readonly attachments: AttachmentRepository;
  readonly clock: Clock;
  /** What waits with a draft is another now. */
  readonly draftChanged: (key: DraftKey) => void;
};

type Source = { readonly key: DraftKey; readonly name: string };

/** Text files that go whole with a message; until it is sent they wait with its draft. */
export class AttachmentService {
  readonly #ports: AttachmentPorts;

  constructor(ports: AttachmentPorts) {
    this.#ports = ports;
    ports.attachments.removeStranded();
  }

  /** @throws AppError `attachment-too-large`, `attachment-not-text`, `attachments-too-many`, `disk-full`. */
  add({ text, ...source }: Source & { readonly text: string }): Attachment {
    if (text.includes('\0')) throw notText(source.name);
    return this.#keep(source, text, Buffer.byteLength(text));
  }

  /** The bytes of a file, which are judged here. @throws AppError as `add`. */
  addFile({ bytes, ...source }: Source & { readonly bytes: Uint8Array }): Attachment {
    assertSize(source.name, bytes.length);
    const text = decodeText(bytes);
    if (text === null) throw notText(source.name);
    return this.#keep(source, text, bytes.length);
  }

  /** @throws AppError `not-found`. */
  read(id: AttachmentId): string {
    const found = this.#ports.attachments.find(id);
    if (found === null) throw new AppError('not-found', { what: 'attachment' });
    return found.text;
  }

  /** Takes it from its draft. What is gone already, or was sent, is left as it is. */
  remove(id: AttachmentId): void {
    const key = this.#ports.attachments.removeFromDraft(id);
    if (key !== null) this.#ports.draftChanged(key);
  }

  #keep({ key, name }: Source, text: string, sizeBytes: number): Attachment {
    const { attachments, clock, draftChanged } = this.#ports;
    assertSize(name, sizeBytes);
    if (attachments.ofDraft(key).length >= maxAttachments) {
      throw new AppError('attachments-too-many', { limit: maxAttachments });
    }
    const attachment: Attachment = {
      id: randomUUID() as AttachmentId,
      name: safeFileName(name),
      sizeBytes,
      lines: linesOf(text),
    };
    const hash = createHash('sha256').update(text).digest('hex');
    attachments.add({ ...attachment, draftKey: key, text, hash, createdAtMs: clock.now() });
    draftChanged(key);
    return attachment;
  }
}

function linesOf(text: string): number {
  if (text === '') return 0;
  const breaks = text.match(/\n/g)?.length ?? 0;
  return text.endsWith('\n') ? breaks : breaks + 1;
}

function assertSize(name: string, sizeBytes: number): void {
  if (sizeBytes <= maxAttachmentBytes) return;
  throw new AppError('attachment-too-large', { name: safeFileName(name), sizeBytes, limitBytes: maxAttachmentBytes });
}

function notText(name: string): AppError {
  return new AppError('attachment-not-text', { name: safeFileName(name) });
}
