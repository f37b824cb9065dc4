import type { ImportPreview, ImportSource } from '../../../contract/exchange.ts';
import { LeftOutCounts } from '../export/export-format.ts';
import type { Imported } from './imported.ts';

/** Titles that a preview shows. */
const titlesShown = 5;

/** Sums up what an import would take. */
export class PreviewCounts {
  readonly leftOut = new LeftOutCounts();
  readonly #origins: Set<string>;
  readonly #sources = new Set<ImportSource>();
  readonly #projects = new Set<string>();
  readonly #titles: string[] = [];
  #conversations = 0;
  #messages = 0;
  #known = 0;
  #oldestMs: number | null = null;
  #newestMs: number | null = null;

  /** @param origins of what is here. */
  constructor(origins: ReadonlySet<string>) {
    this.#origins = new Set(origins);
  }

  get hasConversations(): boolean {
    return this.#conversations + this.#known > 0;
  }

  add({ source, origins, conversation, project, leftOut }: Imported): void {
    this.#sources.add(source);
    if (origins.some((origin) => this.#origins.has(origin))) {
      this.#known += 1;
      return;
    }
    for (const origin of origins) this.#origins.add(origin);
    this.#conversations += 1;
    this.#messages += conversation.messages.length;
    if (this.#titles.length < titlesShown) this.#titles.push(conversation.title);
    if (project !== null) this.#projects.add(project.name);
    this.#oldestMs = Math.min(this.#oldestMs ?? Infinity, conversation.createdAtMs);
    this.#newestMs = Math.max(this.#newestMs ?? -Infinity, conversation.updatedAtMs);
    this.leftOut.addAll(leftOut);
  }

  summary(): Omit<ImportPreview, 'importId' | 'fileName' | 'files'> {
    return {
      sources: [...this.#sources],
      conversations: this.#conversations,
      messages: this.#messages,
      known: this.#known,
      titles: this.#titles,
      oldestMs: this.#oldestMs,
      newestMs: this.#newestMs,
      projects: [...this.#projects],
      leftOut: this.leftOut.list(),
    };
  }
}
