import { randomUUID } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import type { ExportEvent, ExportInput, ExportPiece, ExportPlan } from '../../contract/exchange.ts';
import type { ConversationId } from '../../contract/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { ExchangeFiles, TextSink } from '../ports/exchange-files.ts';
import type { ExchangeRepository } from '../ports/exchange-repository.ts';
import type { Host } from '../ports/host.ts';
import type { MarkdownText } from '../ports/markdown-text.ts';
import { createFormat } from './export/create-format.ts';
import { LeftOutCounts, type ExportFormatWriter } from './export/export-format.ts';
import { exportFileName } from './export/file-name.ts';
import { turnTaking } from './turn-taking.ts';

type ExportPorts = {
  readonly repository: ExchangeRepository;
  readonly files: ExchangeFiles;
  readonly markdown: MarkdownText;
  readonly host: Pick<Host, 'info' | 'pickSavePath'>;
  readonly clock: Clock;
};
type Chosen = { readonly id: ConversationId; readonly title: string };
type Work = { readonly signal: AbortSignal; readonly onEvent: (event: ExportEvent) => void };

/** UTF-16 units that are gathered before they are written. */
const gatheredLength = 256 * 1024;

/** Conversations as files. On the desktop a file lies where the person said; in a browser the page fetches it in pieces. */
export class ExportService {
  readonly #ports: ExportPorts;

  constructor(ports: ExportPorts) {
    this.#ports = ports;
  }

  /** What the file will hold; fine-tuning formats have to look at every word for that. @throws the signal's reason. */
  async plan(input: ExportInput, signal: AbortSignal): Promise<ExportPlan> {
    const { repository } = this.#ports;
    const chosen = repository.list(input.conversationIds);
    if (isTraining(input)) return await this.#writeAll(chosen, input, { signal, onText: async () => undefined });
    const takeTurn = turnTaking(signal);
    let messages = 0;
    let empty = 0;
    for (const { id } of chosen) {
      await takeTurn();
      const count = repository.count(id);
      messages += input.format === 'json' || input.branches === 'all' ? count.all : count.active;
      if (count.all === 0) empty += 1;
    }
    const leftOut = empty === 0 ? [] : [{ reason: 'empty' as const, count: empty }];
    return { conversations: chosen.length - empty, messages, lines: null, leftOut };
  }

  /** @throws AppError `export-failed`, `disk-full`, `not-found` when nothing is left to export; the signal's reason. */
  async export(input: ExportInput, { signal, onEvent }: Work): Promise<void> {
    const { repository, files, host, clock } = this.#ports;
    const chosen = repository.list(input.conversationIds);
    if (chosen.length === 0) throw new AppError('not-found', { what: 'conversation' });
    const titles = chosen.map(({ title }) => title);
    const fileName = exportFileName(input.format, titles, clock.now());
    const path = host.info.host === 'desktop' ? await host.pickSavePath(fileName) : null;
    if (host.info.host === 'desktop' && path === null) return onEvent({ type: 'cancelled' });
    const exportId = path === null ? randomUUID() : null;
    const sink = path === null ? files.createKept(exportId ?? '') : files.create(path);
    try {
      const onText = gathering(sink);
      const onProgress = (done: number): void => onEvent({ type: 'progress', done, total: chosen.length });
      const plan = await this.#writeAll(chosen, input, { signal, onText: onText.write, onProgress });
      await onText.flush();
      const sizeBytes = await sink.commit();
      onEvent({ type: 'done', exported: { ...plan, fileName, sizeBytes, exportId } });
    } catch (error) {
      await sink.abort();
      throw error;
    }
  }

  read(exportId: string, offset: number): Promise<ExportPiece> {
    return this.#ports.files.readKept(exportId, offset);
  }

  discard(exportId: string): Promise<void> {
    return this.#ports.files.discardKept(exportId);
  }

  async #writeAll(
    chosen: readonly Chosen[],
    input: ExportInput,
    work: {
      readonly signal: AbortSignal;
      readonly onText: (text: string) => Promise<void>;
      readonly onProgress?: (done: number) => void;
    },
  ): Promise<ExportPlan> {
    const { repository } = this.#ports;
    const takeTurn = turnTaking(work.signal);
    const leftOut = new LeftOutCounts();
    const filled = await this.#withMessages(chosen, takeTurn);
    leftOut.add('empty', chosen.length - filled.length);
    const format = this.#formatFor(filled, input);
    let conversations = 0;
    let messages = 0;
    let lines = 0;
    await work.onText(format.opening);
    for (const [index, { id }] of filled.entries()) {
      await takeTurn();
      const conversation = repository.read(id);
      work.onProgress?.(index + 1);
      // Deleted meanwhile.
      if (conversation === null || conversation.messages.length === 0) continue;
      const written = format.write(conversation);
      leftOut.addAll(written.leftOut);
      messages += written.messages;
      lines += written.lines;
      let isBegun = false;
      for (const piece of written.pieces) {
        await takeTurn();
        await work.onText(isBegun || conversations === 0 ? piece : `${format.between}${piece}`);
        isBegun = true;
      }
      if (isBegun) conversations += 1;
    }
    await work.onText(format.closing);
    return { conversations, messages, lines: isTraining(input) ? lines : null, leftOut: leftOut.list() };
  }

  /** Whether one stands alone, and what a page lists, has to be known before the first is written. */
  async #withMessages(chosen: readonly Chosen[], takeTurn: () => Promise<void>): Promise<readonly Chosen[]> {
    const filled: Chosen[] = [];
    for (const conversation of chosen) {
      await takeTurn();
      if (this.#ports.repository.count(conversation.id).all > 0) filled.push(conversation);
    }
    return filled;
  }

  #formatFor(chosen: readonly Chosen[], input: ExportInput): ExportFormatWriter {
    const { repository, host, clock, markdown } = this.#ports;
    const projects = new Map(repository.projects().map((project) => [project.id as string, project]));
    const context = {
      options: input,
      projects,
      appVersion: host.info.appVersion,
      exportedAtMs: clock.now(),
      conversations: chosen.length,
    };
    return createFormat(input.format, context, { markdown, contents: chosen });
  }
}

function isTraining({ format }: ExportInput): boolean {
  return format === 'openai-jsonl' || format === 'sharegpt-jsonl';
}

/** Small texts are written together, large ones at once. */
function gathering(sink: TextSink): {
  readonly write: (text: string) => Promise<void>;
  readonly flush: () => Promise<void>;
} {
  let gathered = '';
  const flush = async (): Promise<void> => {
    const text = gathered;
    gathered = '';
    await sink.write(text);
  };
  const write = async (text: string): Promise<void> => {
    gathered += text;
    if (gathered.length >= gatheredLength) await flush();
  };
  return { write, flush };
}
