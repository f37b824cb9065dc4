import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Exported, ExportInput, ImportEvent, ImportFile, ImportPreview } from '../../../main/contract/exchange.ts';
import type { ConversationId, ProjectId } from '../../../main/contract/ids.ts';
import { ExportService } from '../../../main/core/exchange/export-service.ts';
import { ImportService } from '../../../main/core/exchange/import-service.ts';
import { ExchangeFolder } from '../../../main/exchange/exchange-folder.ts';
import { createMarkdownText } from '../../../main/exchange/markdown-text.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const everything: ExportInput = {
  format: 'json',
  conversationIds: null,
  branches: 'all',
  includesReasoning: true,
  ratings: 'any',
};

/** A database and both services on it, as the web host has them. */
export function openExchange() {
  const folder = temporaryFolder();
  const dataFolder = join(folder, 'data');
  mkdirSync(dataFolder);
  const storage = openStorage({ dataFolder });
  onTestFinished(() => storage.close());
  const files = new ExchangeFolder(dataFolder);
  const clock = { now: () => Date.UTC(2026, 2, 4, 5, 6, 7) };
  const host = {
    info: { host: 'web', appVersion: '1.2.3', dataFolder } as const,
    pickSavePath: () => Promise.reject(new Error('nobody is asked in a browser')),
  };
  const shared = { repository: storage.exchange, files, clock };
  const exports = new ExportService({ ...shared, host, markdown: createMarkdownText() });
  const imports = new ImportService({ ...shared, onImported: () => undefined });
  const never = new AbortController().signal;

  return {
    folder,
    dataFolder,
    storage,
    exports,
    imports,
    repository: storage.exchange,
    /** Writes a file and says how an import names it. */
    file: (name: string, content: string | Uint8Array): ImportFile => {
      const path = join(folder, name);
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, content);
      return { kind: 'path', path };
    },
    text: async (
      options: Partial<ExportInput> = {},
    ): Promise<{ readonly text: string; readonly exported: Exported }> => {
      let exported: Exported | undefined;
      await exports.export(
        { ...everything, ...options },
        { signal: never, onEvent: (event) => event.type === 'done' && (exported = event.exported) },
      );
      const exportId = exported?.exportId ?? null;
      if (exported === undefined || exportId === null) throw new Error('no export');
      let text = '';
      for (let offset: number | null = 0; offset !== null;) {
        const piece: { text: string; nextOffset: number | null } = await exports.read(exportId, offset);
        text += piece.text;
        offset = piece.nextOffset;
      }
      return { text, exported };
    },
    preview: async (...chosen: readonly ImportFile[]): Promise<ImportPreview> => {
      let preview: ImportPreview | undefined;
      await imports.preview(chosen, {
        signal: never,
        onEvent: (event) => event.type === 'done' && (preview = event.preview),
      });
      if (preview === undefined) throw new Error('no preview');
      return preview;
    },
    run: async (
      importId: string,
      projectId: ProjectId | null = null,
    ): Promise<Extract<ImportEvent, { type: 'done' }>> => {
      let done: Extract<ImportEvent, { type: 'done' }> | undefined;
      await imports.run(importId, projectId, {
        signal: never,
        onEvent: (event) => event.type === 'done' && (done = event),
      });
      if (done === undefined) throw new Error('no end');
      return done;
    },
    all: () => {
      const ids: readonly ConversationId[] = storage.exchange.list(null).map(({ id }) => id);
      return ids.flatMap((id) => storage.exchange.read(id) ?? []);
    },
  };
}
