import { randomUUID } from 'node:crypto';
import type { Comparison, ComparisonExported, ExportComparisonInput, Round } from '../../../contract/compare.ts';
import type { ComparisonId } from '../../../contract/ids.ts';
import type { PriceTable } from '../../../contract/prices.ts';
import { exportFileName } from '../../exchange/export/file-name.ts';
import { turnTaking } from '../../exchange/turn-taking.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ExchangeFiles, TextSink } from '../../ports/exchange-files.ts';
import type { Host } from '../../ports/host.ts';
import type { MarkdownText } from '../../ports/markdown-text.ts';
import type { ComparisonContent } from './comparison-content.ts';
import { comparisonHtml } from './comparison-html.ts';
import { comparisonMarkdown } from './comparison-markdown.ts';

export type CompareExportPorts = {
  /** As a page may see it: what is veiled stays veiled. @throws AppError `not-found`. */
  readonly whole: (id: ComparisonId) => { readonly comparison: Comparison; readonly rounds: readonly Round[] };
  readonly prices: () => PriceTable;
  readonly files: Pick<ExchangeFiles, 'create' | 'createKept'>;
  readonly markdown: MarkdownText;
  readonly host: Pick<Host, 'info' | 'pickSavePath'>;
  readonly clock: Clock;
};

/** Comparisons as files to share. In a browser the page fetches the file as it does exported conversations. */
export class CompareExportService {
  readonly #ports: CompareExportPorts;

  constructor(ports: CompareExportPorts) {
    this.#ports = ports;
  }

  /**
   * @returns null when the person left the save dialog.
   * @throws AppError `not-found`, `export-failed`, `disk-full`; the signal's reason.
   */
  async export(
    { comparisonId, ...options }: ExportComparisonInput,
    signal: AbortSignal,
  ): Promise<ComparisonExported | null> {
    const { whole, prices, files, host, clock } = this.#ports;
    const { comparison } = whole(comparisonId);
    const fileName = exportFileName(options.format, [comparison.title], clock.now());
    const path = host.info.host === 'desktop' ? await host.pickSavePath(fileName) : null;
    if (host.info.host === 'desktop' && path === null) return null;
    const exportId = path === null ? randomUUID() : null;
    const sink = path === null ? files.createKept(exportId ?? '') : files.create(path);
    try {
      // Asked for again: the dialog may have been open for long.
      const content = { ...whole(comparisonId), options, prices: prices(), ...this.#made() };
      await this.#write(content, sink, signal);
      return { fileName, exportId, rounds: content.rounds.length, sizeBytes: await sink.commit() };
    } catch (error) {
      await sink.abort();
      throw error;
    }
  }

  async #write(content: ComparisonContent, sink: TextSink, signal: AbortSignal): Promise<void> {
    const { markdown } = this.#ports;
    const takeTurn = turnTaking(signal);
    const pieces =
      content.options.format === 'html' ? comparisonHtml(content, markdown) : comparisonMarkdown(content, markdown);
    for (const piece of pieces) {
      await takeTurn();
      await sink.write(piece);
    }
  }

  #made(): Pick<ComparisonContent, 'appVersion' | 'exportedAtMs'> {
    return { appVersion: this.#ports.host.info.appVersion, exportedAtMs: this.#ports.clock.now() };
  }
}
