import { AppError } from '../../contract/errors.ts';
import type { AttachmentId, ShelfPromptId } from '../../contract/ids.ts';
import type { DraftKey } from '../../contract/drafts.ts';
import {
  maxShelfFileBytes,
  type ShelfDivision,
  type ShelfEvent,
  type ShelfFilePreview,
  type ShelfPrompt,
} from '../../contract/prompt-shelf.ts';
import { decodeText } from '../attachments/decode-text.ts';
import { fillVariables } from '../chat-settings/prompt-variables.ts';
import { titleFrom } from '../chat/title.ts';
import { Emitter } from '../emitter.ts';
import type { Clock } from '../ports/clock.ts';
import type { CsvText } from '../ports/csv-text.ts';
import type { Logger } from '../ports/host.ts';
import type { NewShelfPrompt, ShelfRepository } from '../ports/shelf-repository.ts';
import { readShelfFile, type ReadShelfFile } from './read-shelf-file.ts';
import { distinctTags } from './shelf-tags.ts';

export type ShelfPorts = {
  readonly shelf: ShelfRepository;
  readonly csv: CsvText;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A BCP 47 tag: how `{{date}}` is written. */
  readonly locale: string;
  /** What waits with a draft is another now. */
  readonly draftChanged: (key: DraftKey) => void;
};

type SaveInput = {
  readonly id: ShelfPromptId | null;
  readonly title: string | null;
  readonly text: string;
  readonly tags: readonly string[];
  readonly attachmentIds: readonly AttachmentId[];
};
type UseInput = {
  readonly id: ShelfPromptId;
  readonly variables: Readonly<Record<string, string>>;
  readonly key: DraftKey | null;
};
type FileInput = { readonly name: string; readonly bytes: Uint8Array; readonly division: ShelfDivision | null };

/** What was deleted can come back for this long; then it is erased. */
const undoWindowMs = 60 * 60 * 1000;
/** Prompts of a file that are shown before it is taken. */
const mostPreviewed = 50;

/** Prompts that a person keeps to use them again. */
export class ShelfService {
  readonly #ports: ShelfPorts;
  readonly #events = new Emitter<ShelfEvent>();

  constructor(ports: ShelfPorts) {
    this.#ports = ports;
    this.#purge();
  }

  watch(listener: (event: ShelfEvent) => void): () => void {
    listener(this.#snapshot());
    return this.#events.subscribe(listener);
  }

  /** @throws AppError `not-found` for a prompt or file that is gone, `disk-full`. */
  save({ id, title, text, tags, attachmentIds }: SaveInput): ShelfPromptId {
    const now = this.#ports.clock.now();
    const known = id === null ? null : this.#prompt(id);
    const prompt: NewShelfPrompt = {
      id: known?.id ?? (crypto.randomUUID() as ShelfPromptId),
      title: title ?? titleFrom(text),
      text,
      tags: distinctTags(tags),
      attachmentIds,
      createdAtMs: known?.createdAtMs ?? now,
      updatedAtMs: now,
    };
    this.#ports.shelf.save([prompt]);
    this.#tell();
    return prompt.id;
  }

  /** @throws AppError `not-found`. */
  remove(id: ShelfPromptId): void {
    this.#prompt(id);
    this.#ports.shelf.softDelete(id, this.#ports.clock.now());
    this.#tell();
    this.#purge();
  }

  /** For an hour, or until the app is closed. */
  restore(id: ShelfPromptId): void {
    this.#ports.shelf.restore(id);
    this.#tell();
  }

  /**
   * The prompt's words with variables filled in; its files are copied to the draft. What nobody filled in stays by name.
   * @throws AppError `not-found`, `disk-full`.
   */
  use({ id, variables, key }: UseInput): { readonly text: string } {
    const { shelf, clock, locale, draftChanged } = this.#ports;
    const prompt = this.#prompt(id);
    const nowMs = clock.now();
    if (key !== null && prompt.attachments.length > 0) {
      shelf.copyFiles(id, key, nowMs);
      draftChanged(key);
    }
    shelf.noteUse(id, nowMs);
    this.#tell();
    // Which models will read it is not known here, and a blind one must not be named.
    return { text: fillVariables(prompt.text, variables, { nowMs, modelName: '{{model}}', locale }).text };
  }

  /** Writes nothing. @throws AppError `import-unknown`, `import-damaged`, `import-too-large`. */
  preview(file: FileInput): ShelfFilePreview {
    const read = this.#read(file);
    const fresh = this.#freshOf(read);
    return {
      format: read.format,
      division: read.division,
      count: read.candidates.length,
      known: read.candidates.length - fresh.length,
      prompts: read.candidates.slice(0, mostPreviewed),
    };
  }

  /** All of its prompts that are not on the shelf yet, or none. @throws AppError as `preview`, `disk-full`. */
  importFile({ tags, ...file }: FileInput & { readonly tags: readonly string[] }): { readonly added: number } {
    const now = this.#ports.clock.now();
    const fresh = this.#freshOf(this.#read(file));
    const prompts = fresh.map((candidate): NewShelfPrompt => ({
      ...candidate,
      id: crypto.randomUUID() as ShelfPromptId,
      tags: distinctTags([...candidate.tags, ...tags]),
      attachmentIds: [],
      createdAtMs: now,
      updatedAtMs: now,
    }));
    this.#ports.shelf.save(prompts);
    this.#tell();
    return { added: prompts.length };
  }

  #read({ name, bytes, division }: FileInput): ReadShelfFile {
    if (bytes.length > maxShelfFileBytes) {
      throw new AppError('import-too-large', { name, sizeBytes: bytes.length, limitBytes: maxShelfFileBytes });
    }
    const text = decodeText(bytes);
    if (text === null) throw new AppError('import-unknown', { name });
    return readShelfFile({ name, text, division }, this.#ports.csv);
  }

  #freshOf({ candidates }: ReadShelfFile): ReadShelfFile['candidates'] {
    const known = new Set(this.#ports.shelf.list().map(({ text }) => text.trim()));
    return candidates.filter(({ text }) => !known.has(text) && known.add(text) !== null);
  }

  #prompt(id: ShelfPromptId): ShelfPrompt {
    const prompt = this.#ports.shelf.find(id);
    if (prompt === null) throw new AppError('not-found', { what: 'prompt' });
    return prompt;
  }

  #snapshot(): ShelfEvent {
    return { type: 'snapshot', prompts: this.#ports.shelf.list() };
  }

  #tell(): void {
    this.#events.emit(this.#snapshot());
  }

  #purge(): void {
    try {
      this.#ports.shelf.purgeDeleted(this.#ports.clock.now() - undoWindowMs);
    } catch (error) {
      // A full disk, mostly. The next start erases it.
      this.#ports.logger.error('purge-failed', error);
    }
  }
}
