/** Texts being written, one for each conversation and one for the next new chat. In memory only. */
export class DraftStore {
  readonly #drafts = new Map<string | null, string>();

  read(conversationId: string | null): string {
    return this.#drafts.get(conversationId) ?? '';
  }

  write(conversationId: string | null, text: string): void {
    if (text === '') this.#drafts.delete(conversationId);
    else this.#drafts.set(conversationId, text);
  }
}
