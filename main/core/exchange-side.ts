import { ExportService } from './exchange/export-service.ts';
import { ImportService } from './exchange/import-service.ts';
import type { Clock } from './ports/clock.ts';
import type { ExchangeFiles } from './ports/exchange-files.ts';
import type { Host } from './ports/host.ts';
import type { MarkdownText } from './ports/markdown-text.ts';
import type { Storage } from './ports/repositories.ts';

export type ExchangeSidePorts = {
  readonly storage: Storage;
  readonly exchangeFiles: ExchangeFiles;
  readonly markdown: MarkdownText;
  readonly host: Host;
  readonly clock: Clock;
};

export type ExchangeSide = { readonly exports: ExportService; readonly imports: ImportService };

/** A part of the composition root: conversations out to files and in from them. */
export function createExchangeSide(ports: ExchangeSidePorts, onImported: () => void): ExchangeSide {
  const shared = { ...ports, repository: ports.storage.exchange, files: ports.exchangeFiles };
  return { exports: new ExportService(shared), imports: new ImportService({ ...shared, onImported }) };
}
