import { randomUUID } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import type { ImportEvent, ImportFile, ImportPreview, PreviewImportEvent } from '../../contract/exchange.ts';
import type { ConversationId, ProjectId } from '../../contract/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { ExchangeFiles, ImportDocuments } from '../ports/exchange-files.ts';
import type { ExchangeRepository, ImportTarget } from '../ports/exchange-repository.ts';
import { withFreshIds, type Imported } from './import/imported.ts';
import { readDocuments } from './import/read-documents.ts';
import { PreviewCounts } from './import/preview-counts.ts';
import { turnTaking } from './turn-taking.ts';

type ImportPorts = {
  readonly repository: ExchangeRepository;
  readonly files: ExchangeFiles;
  readonly clock: Clock;
  /** Lists of conversations and projects are other ones now. */
  readonly onImported: () => void;
};
type Work<Event> = { readonly signal: AbortSignal; readonly onEvent: (event: Event) => void };

/** How often progress is told, milliseconds. */
const tellEveryMs = 100;

/**
 * Conversations out of files: looked at first, then taken one by one, each whole or not at all. Whoever repeats an import
 * that was ended in the middle gets what is missing.
 */
export class ImportService {
  readonly #ports: ImportPorts;
  readonly #previews = new Map<string, readonly ImportFile[]>();

  constructor(ports: ImportPorts) {
    this.#ports = ports;
  }

  beginUpload(name: string, sizeBytes: number): Promise<string> {
    return this.#ports.files.beginUpload(name, sizeBytes);
  }

  append(uploadId: string, offset: number, bytes: Uint8Array): Promise<void> {
    return this.#ports.files.append(uploadId, offset, bytes);
  }

  discardUpload(uploadId: string): Promise<void> {
    return this.#ports.files.discardUpload(uploadId);
  }

  /** Writes nothing. @throws AppError `import-unknown`, `import-damaged`, `import-newer`, `import-too-large`, `file-*`. */
  async preview(files: readonly ImportFile[], { signal, onEvent }: Work<PreviewImportEvent>): Promise<void> {
    const documents = await this.#ports.files.open(files);
    try {
      const counts = new PreviewCounts(this.#ports.repository.origins());
      const totalBytes = documents.documents.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      const tell = seldom((doneBytes) => onEvent({ type: 'progress', doneBytes, totalBytes }));
      const takeTurn = turnTaking(signal);
      for await (const found of readDocuments(documents, { nowMs: this.#ports.clock.now(), onBytes: tell, signal })) {
        await takeTurn();
        if (found.type === 'conversation') counts.add(found.imported);
        else counts.leftOut.add(found.reason);
      }
      counts.leftOut.add('other-files', documents.otherFiles);
      if (!counts.hasConversations) throw new AppError('import-unknown', { name: documents.fileName });
      const importId = randomUUID();
      this.#previews.set(importId, files);
      onEvent({ type: 'done', preview: toPreview(importId, documents.fileName, files.length, counts) });
    } finally {
      await documents.close();
    }
  }

  /** @throws AppError `not-found` for a preview that is not known any more, `disk-full`; the signal's reason. */
  async run(importId: string, projectId: ProjectId | null, { signal, onEvent }: Work<ImportEvent>): Promise<void> {
    const files = this.#previews.get(importId);
    if (files === undefined) throw new AppError('not-found', { what: 'import' });
    const documents = await this.#ports.files.open(files);
    try {
      const outcome = await this.#takeAll(documents, projectId, { signal, onEvent });
      onEvent({ type: 'done', ...outcome });
    } finally {
      await documents.close();
      // Whatever was taken stays, also when the rest was not.
      this.#ports.onImported();
    }
    await this.discard(importId);
  }

  /** The person does not want it, or has it: what was uploaded for it goes. */
  async discard(importId: string): Promise<void> {
    const files = this.#previews.get(importId) ?? [];
    this.#previews.delete(importId);
    for (const file of files) if (file.kind === 'upload') await this.#ports.files.discardUpload(file.uploadId);
  }

  async dispose(): Promise<void> {
    this.#previews.clear();
    await this.#ports.files.clear();
  }

  async #takeAll(
    documents: ImportDocuments,
    projectId: ProjectId | null,
    { signal, onEvent }: Work<ImportEvent>,
  ): Promise<{ readonly conversations: number; readonly messages: number; readonly firstId: ConversationId | null }> {
    const { repository, clock } = this.#ports;
    const origins = repository.origins();
    const total = documents.documents.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const tell = seldom((done) => onEvent({ type: 'progress', done, total }));
    const takeTurn = turnTaking(signal);
    let newest: { readonly id: ConversationId; readonly updatedAtMs: number } | null = null;
    let conversations = 0;
    let messages = 0;
    for await (const found of readDocuments(documents, { nowMs: clock.now(), onBytes: tell, signal })) {
      await takeTurn();
      if (found.type !== 'conversation' || found.imported.origins.some((origin) => origins.has(origin))) continue;
      const conversation = withFreshIds(found.imported.conversation, found.imported.origins[0]);
      repository.insert(conversation, targetOf(found.imported, projectId));
      for (const origin of found.imported.origins) origins.add(origin);
      conversations += 1;
      messages += conversation.messages.length;
      if (newest === null || conversation.updatedAtMs > newest.updatedAtMs) newest = conversation;
    }
    return { conversations, messages, firstId: newest?.id ?? null };
  }
}

function targetOf({ project }: Imported, projectId: ProjectId | null): ImportTarget {
  if (projectId !== null) return { kind: 'project', id: projectId };
  return project === null ? { kind: 'none' } : { kind: 'brought', project };
}

function toPreview(importId: string, fileName: string, files: number, counts: PreviewCounts): ImportPreview {
  return { importId, fileName, files, ...counts.summary() };
}

function seldom(tell: (value: number) => void): (value: number) => void {
  let toldMs = -Infinity;
  return (value) => {
    const nowMs = performance.now();
    if (nowMs - toldMs < tellEveryMs) return;
    toldMs = nowMs;
    tell(value);
  };
}
