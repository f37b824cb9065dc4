import type { ConversationId, ModelId } from '../../../contract/ids.ts';
import type { LoadSettings } from '../../../contract/load-settings.ts';

/** What whoever loads models for replies and whoever plans rounds tell each other. */
export class LoadNotes {
  readonly #sequences = new Map<ConversationId, number>();
  readonly #settings = new Map<ModelId, LoadSettings>();

  /** Replies that its model should be able to write at once. */
  sequencesFor(id: ConversationId): number {
    return this.#sequences.get(id) ?? 1;
  }

  /** @returns a function that takes the wish back. */
  wish(ids: readonly ConversationId[], sequences: number): () => void {
    for (const id of ids) this.#sequences.set(id, sequences);
    return () => {
      for (const id of ids) this.#sequences.delete(id);
    };
  }

  /** A reply is about to load its model, or finds it loaded, with these settings. */
  prepared(modelId: ModelId, settings: LoadSettings): void {
    this.#settings.set(modelId, settings);
  }

  /** Those the model was asked for last; null where no reply asked for it. */
  settingsOf(modelId: ModelId): LoadSettings | null {
    return this.#settings.get(modelId) ?? null;
  }
}
